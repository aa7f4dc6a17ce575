-- What the headers of addresses hold that fields ask for their value: ciphertext, kept apart from the definitions.
create table api_secret (
  app text not null,
  form text not null,
  field text not null,
  -- Lower case.
  header text not null,
  value text not null,
  constraint api_secret_pk primary key (app, form, field, header)
);
