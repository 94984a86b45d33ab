package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a picture may cost is never less than what providers bill for it. */
class PictureTokensTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** RIFF, its length, WEBP. */
    private static final String WEBP = "52494646" + "00000000" + "57454250";

    /** Figures that were measured, or that the providers give as examples. */
    @ParameterizedTest
    @CsvSource({
        "gpt-6-astra,     auto, 1024, 1024,  1229",
        "gpt-6-astra,     auto, 1920, 1080,  2448",
        "gpt-6-astra,     auto, 4032, 3024, 14364",
        "gpt-6-astra,     high, 4032, 3024,  2942",
        "gpt-5.5,         auto, 4032, 3024, 11868",
        "gpt-5.5,         auto, 3840, 2160,  9792",
        "gpt-4.1-mini,    auto, 1800, 2400,  2353",
        "gpt-4.1-nano,    high, 1800, 2400,  3572",
        "gpt-4o,          high, 2048, 4096,  1105",
        "gpt-4o,          low,  4096, 8192,    85",
        "gpt-5,           high, 2048, 2048,   630",
        "gpt-4o-mini,     low,   512,  512,  2833",
        "claude-opus-5.5, auto, 1024, 1024,  1369",
        "claude-opus-5.5, auto, 4032, 3024,  3928",
        "claude-opus-5.5, low,  1920, 1080,  2691",
        "claude-haiku-4.5,auto, 1092, 1092,  1590",
        "llama-3.2-90b,   auto,  600,  600,  6404",
        "qwen-vl-max,     auto, 3584, 3584, 16384",
        "gemini-3-flash,  auto, 4032, 3024,  1120"
    })
    void countsAPictureNotBelowWhatIsBilledForIt(
            String model, String detail, int width, int height, long billed) {
        // Given
        JsonNode part = part(png(width, height), detail);

        // When
        long tokens = PictureTokens.of(part, model);

        // Then
        assertThat(tokens).isGreaterThanOrEqualTo(billed);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-6-astra,     auto,  1024, 1024, 1300",
        "gpt-6-astra,     auto,   256,  256,  100",
        "gpt-6-astra,     high, 4032, 3024,  3100",
        "gpt-5.5,         auto, 4032, 3024, 12100",
        "claude-opus-5.5, auto,  256,  256,  125",
        "claude-opus-5.5, auto, 8000, 8000, 4900"
    })
    void countsASmallPictureAsASmallOne(
            String model, String detail, int width, int height, long atMost) {
        // Given
        JsonNode part = part(png(width, height), detail);

        // When
        long tokens = PictureTokens.of(part, model);

        // Then
        assertThat(tokens).isLessThanOrEqualTo(atMost);
    }

    @ParameterizedTest
    @CsvSource({"gpt-6-astra, 70000", "gpt-5.4, 12000", "claude-opus-5.5, 4784", "anything, 16384"})
    void countsAPictureThatNobodyHereSeesAsTheLargest(String model, long atLeast) {
        // Given
        JsonNode part = part("https://example.com/a.png", "auto");

        // When
        long tokens = PictureTokens.of(part, model);

        // Then
        assertThat(tokens).isBetween(atLeast, atLeast + 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void readsTheSizeOfWhatARealEncoderWrote(String format) {
        // Given
        String url = "data:image/" + format + ";base64," + encoded(format, 333, 77);

        // When
        var pixels = Pixels.ofUrl(url);

        // Then
        assertThat(pixels).contains(new Pixels(333, 77));
    }

    /** Lossy, lossless and extended: the name of the first chunk, its length, its content. */
    @ParameterizedTest
    @CsvSource({
        "56503820 00000000 000000 9d012a 4d01 0700",
        "5650384c 00000000 2f 4c810100",
        "56503858 00000000 00000000 4c0100 060000"
    })
    void readsTheSizeOfAWebp(String chunk) {
        // Given
        String data = base64(WEBP + chunk.replace(" ", ""));

        // When
        var pixels = Pixels.ofBase64(data);

        // Then
        assertThat(pixels).contains(new Pixels(333, 7));
    }

    @Test
    void skipsWhatStandsBeforeTheSizeOfAJpeg() {
        // Given
        String thumbnail = "ffe1" + "0008" + "ffc0001100aa";
        String data = base64("ffd8" + thumbnail + "ff" + "ffc2" + "0011" + "08" + "00c8" + "012c");

        // When
        var pixels = Pixels.ofBase64(data);

        // Then
        assertThat(pixels).contains(new Pixels(300, 200));
    }

    @Test
    void takesTheFirstFrameOfAGifThatIsLargerThanItsScreen() {
        // Given
        String screen = "474946383961" + "0100" + "0100" + "00" + "00" + "00";
        String frame = "21f90400000000" + "00" + "2c" + "00000000" + "d007" + "b80b" + "00";

        // When
        var pixels = Pixels.ofBase64(base64(screen + frame));

        // Then
        assertThat(pixels).contains(new Pixels(2_000, 3_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data:",
                "data:image/png,raw",
                "data:image/png;base64,",
                "data:image/png;base64,####",
                "data:image/png;base64,iVBORw0KGgo=",
                "data:image/jpeg;base64,/9j/",
                "data:image/gif;base64,R0lGODlh",
                "data:image/webp;base64,UklGRgAAAABXRUJQ"
            })
    void knowsNoSizeOfWhatIsCutShortOrNoPicture(String url) {
        // When
        var pixels = Pixels.ofUrl(url);

        // Then
        assertThat(pixels).isEmpty();
    }

    @Test
    void isNotMisledByFieldsThatNoProviderReads() throws JsonProcessingException {
        // Given
        String decoy = "\"a\":{\"detail\":\"low\",\"url\":\"%s\"}".formatted(png(1, 1));
        String real = "\"image_url\":{\"url\":\"%s\"}".formatted(png(4_000, 3_000));
        JsonNode part = JSON.readTree("{\"type\":\"image_url\"," + decoy + "," + real + "}");

        // When
        long tokens = PictureTokens.of(part, "gpt-6-astra");

        // Then
        assertThat(tokens).isGreaterThan(14_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-6-astra", "gpt-6-nano", "claude-opus-5.5", "gpt-5.4", "other"})
    void countsAnAbsurdSizeAsTheLargest(String model) {
        // Given
        JsonNode part = part(png(-1, -1), "auto");

        // When
        long tokens = PictureTokens.of(part, model);

        // Then
        assertThat(tokens).isBetween(4_784L, 150_000L);
    }

    private static JsonNode part(String url, String detail) {
        var part = JSON.createObjectNode().put("type", "image_url");
        part.putObject("image_url").put("url", url).put("detail", detail);
        return part;
    }

    private static String png(int width, int height) {
        String head = "89504e470d0a1a0a" + "0000000d" + "49484452";
        return "data:image/png;base64," + base64(head + "%08x%08x".formatted(width, height));
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static String encoded(String format, int width, int height) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(
                    new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
            return Base64.getEncoder().encodeToString(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
