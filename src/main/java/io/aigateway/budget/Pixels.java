package io.aigateway.budget;

import java.util.Optional;

/**
 * How large a picture is, as the head of its file says: PNG (ISO/IEC 15948), JPEG (ITU T.81), GIF
 * (89a) and WebP (RFC 9649). The picture itself is never decoded, and only so many parts before the
 * size are skipped.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
record Pixels(long width, long height) {

    private static final int MOST_PARTS = 1_000;
    private static final int PNG_HEADER = 16;
    private static final int GIF_FIRST_PART = 13;

    Pixels {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "width and height must be at least 1, but were " + width + " and " + height);
        }
    }

    /** The size of a picture in a {@code data:} URL; empty for another URL or format. */
    static Optional<Pixels> ofUrl(String url) {
        int comma = url.indexOf(',');
        boolean inline = url.regionMatches(true, 0, "data:", 0, 5);
        return inline && comma > 0 && url.startsWith(";base64", comma - 7)
                ? of(new Base64Bytes(url, comma + 1))
                : Optional.empty();
    }

    /** The size of a picture in Base64; empty when its format is not known. */
    static Optional<Pixels> ofBase64(String data) {
        return of(new Base64Bytes(data, 0));
    }

    private static Optional<Pixels> of(Base64Bytes file) {
        if (file.at(0) == 0x89 && file.has(1, "PNG\r\n") && file.has(PNG_HEADER - 4, "IHDR")) {
            return of(file.big(PNG_HEADER, 4), file.big(PNG_HEADER + 4, 4));
        }
        if (file.big(0, 3) == 0xffd8ff) {
            return ofJpeg(file);
        }
        if (file.has(0, "GIF8")) {
            return ofGif(file);
        }
        return file.has(0, "RIFF") && file.has(8, "WEBP") ? ofWebp(file) : Optional.empty();
    }

    private static Optional<Pixels> of(long width, long height) {
        return width < 1 || height < 1 ? Optional.empty() : Optional.of(new Pixels(width, height));
    }

    /** The size is in the first frame header (SOF); segments before it tell their lengths. */
    private static Optional<Pixels> ofJpeg(Base64Bytes file) {
        long at = 2;
        for (int i = 0; i < MOST_PARTS && file.at(at) == 0xff; i++) {
            int marker = file.at(at + 1);
            if (isFrame(marker)) {
                return of(file.big(at + 7, 2), file.big(at + 5, 2));
            }
            long length = file.big(at + 2, 2);
            if (marker == 0xff) {
                at++;
            } else if (marker < 0xc0 || marker >= 0xd0 && marker <= 0xda || length < 2) {
                return Optional.empty();
            } else {
                at += 2 + length;
            }
        }
        return Optional.empty();
    }

    private static boolean isFrame(int marker) {
        boolean table = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
        return marker >= 0xc0 && marker <= 0xcf && !table;
    }

    /** The first frame may be larger than the screen that the file begins with. */
    private static Optional<Pixels> ofGif(Base64Bytes file) {
        int flags = file.at(10);
        long at = GIF_FIRST_PART + ((flags & 0x80) == 0 ? 0 : 3L << (flags & 7) + 1);
        for (int i = 0; i < MOST_PARTS && file.at(at) == 0x21; i++) {
            at = afterBlocks(file, at + 2);
        }
        if (file.at(at) != 0x2c) {
            return Optional.empty();
        }
        long right = file.little(at + 1, 2) + file.little(at + 5, 2);
        long bottom = file.little(at + 3, 2) + file.little(at + 7, 2);
        return of(Math.max(file.little(6, 2), right), Math.max(file.little(8, 2), bottom));
    }

    private static long afterBlocks(Base64Bytes file, long first) {
        long at = first;
        for (int i = 0; i < MOST_PARTS && file.at(at) > 0; i++) {
            at += 1 + file.at(at);
        }
        return at + 1;
    }

    private static Optional<Pixels> ofWebp(Base64Bytes file) {
        if (file.has(12, "VP8X")) {
            return of(file.little(24, 3) + 1, file.little(27, 3) + 1);
        }
        if (file.has(12, "VP8L") && file.at(20) == 0x2f) {
            long bits = file.little(21, 4);
            return bits < 0 ? Optional.empty() : of((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
        }
        boolean lossy = file.has(12, "VP8 ") && file.big(23, 3) == 0x9d012a;
        return lossy
                ? of(file.little(26, 2) & 0x3fff, file.little(28, 2) & 0x3fff)
                : Optional.empty();
    }
}
