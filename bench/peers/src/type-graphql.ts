/**
 * TypeGraphQL in Apollo Server's own HTTP server, with inputs checked by class-validator, and the global
 * fetch.
 */
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import {
  ArrayMaxSize,
  IsEmail,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  Arg,
  buildSchema,
  createUnionType,
  Field,
  ID,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import { addByFetch, type Contact as ContactFields } from './contact.js';

enum ContactProvider {
  CHARTMOGUL = 'CHARTMOGUL',
}
registerEnumType(ContactProvider, { name: 'ContactProvider' });

@ObjectType()
class Contact {
  @Field(() => ID) id!: string;
  @Field(() => ID) externalId!: string;
  @Field(() => ID) customerId!: string;
  @Field(() => String, { nullable: true }) name!: string;
  @Field(() => String, { nullable: true }) firstName!: string;
  @Field(() => String, { nullable: true }) lastName!: string;
  @Field(() => String, { nullable: true }) email!: string;
  @Field(() => String, { nullable: true }) jobTitle!: string;
  @Field(() => String, { nullable: true }) notes!: string;
  @Field(() => Int, { nullable: true }) position!: number;
}

@InterfaceType()
abstract class ContactError {
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
}

@ObjectType({ implements: ContactError })
class ContactProviderError extends ContactError {}

@ObjectType()
class AddContactSuccess {
  @Field(() => Contact) contact!: ContactFields;
}

const AddContactResult = createUnionType({
  name: 'AddContactResult',
  types: () => [AddContactSuccess, ContactProviderError] as const,
});

@InputType()
class ContactEmailInput {
  @IsEmail()
  @Field(() => String)
  address!: string;
}

@InputType()
class AddContactInput {
  @IsOptional()
  @IsString()
  @MaxLength(150)
  @Field(() => String, { nullable: true })
  firstName?: string;

  @IsOptional()
  @IsString()
  @MaxLength(150)
  @Field(() => String, { nullable: true })
  lastName?: string;

  @IsOptional()
  @IsString()
  @MaxLength(150)
  @Field(() => String, { nullable: true })
  jobTitle?: string;

  @IsOptional()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Field(() => [ContactEmailInput], { nullable: true })
  emails?: ContactEmailInput[];

  @IsOptional()
  @IsString()
  @MaxLength(5000)
  @Field(() => String, { nullable: true })
  notes?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Field(() => Int, { nullable: true })
  position?: number;
}

@InputType()
class AddContactOptions {
  @IsOptional()
  @IsString()
  @Field(() => ID, { nullable: true })
  idempotencyKey?: string;
}

@Resolver()
class AddContactResolver {
  @Query(() => Boolean)
  alive(): boolean {
    return true;
  }

  @Mutation(() => AddContactResult)
  async addContact(
    @Arg('customerId', () => ID) customerId: string,
    @Arg('provider', () => ContactProvider) provider: ContactProvider,
    @Arg('input', () => AddContactInput) input: AddContactInput,
    @Arg('options', () => AddContactOptions, { nullable: true }) _options?: AddContactOptions,
  ): Promise<AddContactSuccess> {
    return Object.assign(new AddContactSuccess(), {
      contact: await addByFetch({ customerId, provider, input }),
    });
  }
}

const schema = await buildSchema({ resolvers: [AddContactResolver], validate: true });
const server = new ApolloServer({ schema });
await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(process.env.PORT) } });
