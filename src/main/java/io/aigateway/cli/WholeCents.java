package io.aigateway.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount in whole cents, zero or more; refuses a dollar amount rather than guess. */
final class WholeCents implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        if (!text.matches("[0-9]{1,15}")) {
            throw new TypeConversionException(
                    "must be whole US cents (5000 is $50.00), but was '" + text + "'");
        }
        return Long.valueOf(text);
    }
}
