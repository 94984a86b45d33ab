-- What has a price of its own beside text: sound and pictures in tokens, and what is not counted in tokens at all.
-- A zero takes no room in a row. No service tier is the standard one; no variant is a picture like any other.
alter table usage_record add column audio_input_tokens integer not null default 0;
alter table usage_record add column cached_audio_tokens integer not null default 0;
alter table usage_record add column image_input_tokens integer not null default 0;
alter table usage_record add column cached_image_tokens integer not null default 0;
alter table usage_record add column audio_output_tokens integer not null default 0;
alter table usage_record add column image_output_tokens integer not null default 0;
alter table usage_record add column images integer not null default 0;
alter table usage_record add column image_variant text;
alter table usage_record add column millis integer not null default 0;
alter table usage_record add column characters integer not null default 0;
alter table usage_record add column searches integer not null default 0;
alter table usage_record add column service_tier text;
