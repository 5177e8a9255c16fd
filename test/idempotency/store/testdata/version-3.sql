CREATE TABLE add_contact_attempts (
    seq bigint NOT NULL,
    id text NOT NULL,
    lookup_id text NOT NULL,
    account text NOT NULL,
    customer_id text NOT NULL,
    fingerprint text NOT NULL,
    state text NOT NULL,
    epoch integer NOT NULL,
    owner text,
    lease_until bigint,
    evidence json,
    answer json,
    started_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    due_at bigint,
    checks integer NOT NULL,
    expires_at bigint,
    sweep_at bigint GENERATED ALWAYS AS (
CASE
    WHEN (state = ANY (ARRAY['PENDING'::text, 'SENDING'::text])) THEN COALESCE(lease_until, due_at, (0)::bigint)
    WHEN (due_at IS NOT NULL) THEN GREATEST(due_at, lease_until)
    ELSE NULL::bigint
END) STORED,
    CONSTRAINT add_contact_attempts_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'SENDING'::text, 'UNKNOWN'::text, 'SUCCEEDED'::text, 'REJECTED'::text, 'NOT_APPLIED'::text])))
);

ALTER TABLE add_contact_attempts ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME add_contact_attempts_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE add_contact_created (
    account text NOT NULL,
    contact_id text NOT NULL,
    attempt_id text NOT NULL
);

CREATE TABLE add_contact_store (
    only_row boolean DEFAULT true NOT NULL,
    version integer NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    CONSTRAINT add_contact_store_only_row_check CHECK (only_row)
);

INSERT INTO add_contact_attempts OVERRIDING SYSTEM VALUE VALUES (1, 'pending', 'lookup-pending', 'ZUORA:https://rest.example.com', 'A00000001', 'f-pending', 'PENDING', 1, 'old', 1795818553058, NULL, NULL, 1795814953058, 1795814953058, NULL, 0, NULL, DEFAULT);
INSERT INTO add_contact_attempts OVERRIDING SYSTEM VALUE VALUES (2, 'unknown', 'lookup-unknown', 'ZUORA:https://rest.example.com', 'A00000001', 'f-unknown', 'UNKNOWN', 3, NULL, NULL, '{"run":1,"before":["1","2"]}', NULL, 1795814953072, 1795814953083, 1795814953083, 1, NULL, DEFAULT);
INSERT INTO add_contact_attempts OVERRIDING SYSTEM VALUE VALUES (3, 'succeeded', 'lookup-succeeded', 'ZUORA:https://rest.example.com', 'A00000002', 'f-succeeded', 'SUCCEEDED', 3, NULL, NULL, '{"run":1}', '{"ok":true,"value":{"id":"17","name":"Łukasz 😀","lone":"\ud83d"}}', 1795814953087, 1795814953091, NULL, 0, 1795901353091, DEFAULT);

INSERT INTO add_contact_created VALUES ('ZUORA:https://rest.example.com', '17', 'succeeded');

INSERT INTO add_contact_store VALUES (true, 3, '2026-11-27 21:29:13.041646+00');

SELECT setval('add_contact_attempts_seq_seq', 3, true);

ALTER TABLE ONLY add_contact_attempts
    ADD CONSTRAINT add_contact_attempts_id_key UNIQUE (id);

ALTER TABLE ONLY add_contact_attempts
    ADD CONSTRAINT add_contact_attempts_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY add_contact_created
    ADD CONSTRAINT add_contact_created_pkey PRIMARY KEY (account, contact_id);

ALTER TABLE ONLY add_contact_store
    ADD CONSTRAINT add_contact_store_pkey PRIMARY KEY (only_row);

CREATE INDEX add_contact_attempts_by_customer ON add_contact_attempts USING btree (account, customer_id) WHERE (state = ANY (ARRAY['SENDING'::text, 'UNKNOWN'::text]));

CREATE INDEX add_contact_attempts_by_expiry ON add_contact_attempts USING btree (expires_at) WHERE (expires_at IS NOT NULL);

CREATE INDEX add_contact_attempts_by_lookup ON add_contact_attempts USING btree (lookup_id, seq);

CREATE INDEX add_contact_attempts_by_sweep ON add_contact_attempts USING btree (sweep_at) WHERE (sweep_at IS NOT NULL);

CREATE INDEX add_contact_created_by_attempt ON add_contact_created USING btree (attempt_id);

ALTER TABLE ONLY add_contact_created
    ADD CONSTRAINT add_contact_created_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES add_contact_attempts(id) ON DELETE CASCADE;

