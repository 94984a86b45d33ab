package io.aigateway.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A usage record as one line of JSON, for the journal: every component under its own name, times as
 * epoch milliseconds, what is zero or absent left out. A component that is added to the record is
 * carried without more ado.
 */
final class RecordText {

    private static final ObjectMapper JSON =
            withoutZeros()
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, new InstantWriter())
                                    .addDeserializer(Instant.class, new InstantReader()))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setSerializationInclusion(JsonInclude.Include.NON_NULL);
    private static final ObjectWriter WRITER = JSON.writerFor(UsageRecord.class);
    private static final ObjectReader READER = JSON.readerFor(UsageRecord.class);

    private RecordText() {}

    /** Most of a call's counts are zero, and one that is missing is read as zero. */
    private static ObjectMapper withoutZeros() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.configOverride(long.class)
                .setInclude(
                        JsonInclude.Value.construct(
                                JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS));
        return mapper;
    }

    static byte[] of(UsageRecord record) {
        try {
            return WRITER.writeValueAsBytes(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a usage record must be writable as JSON", impossible);
        }
    }

    /** Reads it back; empty when it is no record of this version. */
    static Optional<UsageRecord> read(byte[] text) {
        try {
            return Optional.of(READER.readValue(text));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider unused)
                throws IOException {
            json.writeNumber(value.toEpochMilli());
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext unused)
                throws IOException {
            return Instant.ofEpochMilli(json.getLongValue());
        }
    }
}
