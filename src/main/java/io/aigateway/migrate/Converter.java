package io.aigateway.migrate;

/** Turns a gateway's configuration file into ours. */
public interface Converter {

    /** Whose configuration it reads. */
    Source source();

    /** Whether a file is such a configuration; cheap, and never throws. */
    boolean recognises(SourceFile file);

    /** The same in our words. Problems of the file are fates, not exceptions. */
    Conversion convert(SourceFile file, ConversionContext context);
}
