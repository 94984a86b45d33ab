package io.aigateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules of the code that no formatter and no compiler checks. */
class CodeStyleTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final int LONGEST = 300;

    private static final Pattern PUBLIC_TYPE =
            Pattern.compile(
                    "(?m)^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|record|enum|@interface) ");

    // Written in pieces, so that this file does not break its own rules.
    private static final Pattern LATER = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME)\\b");
    private static final Pattern WAIT_BLINDLY = Pattern.compile("Thread\\." + "sleep\\(");
    private static final Pattern SWITCHED_OFF = Pattern.compile("@" + "Disabled\\b");
    private static final Pattern WILDCARD = Pattern.compile("(?m)^import [^;]*\\*;");
    private static final Pattern PRINTS = Pattern.compile("System\\.(out|err)\\b");
    private static final Pattern MOCKS = Pattern.compile("import (static )?org\\.mockito");

    @Test
    void testsDoNotWaitBlindly() {
        // Given
        List<Path> files = javaFiles(TEST);

        // When
        List<Path> found = having(files, WAIT_BLINDLY);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void noTestIsSwitchedOff() {
        // Given
        List<Path> files = javaFiles(TEST);

        // When
        List<Path> found = having(files, SWITCHED_OFF);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void testsUseFakesAndNoMocks() {
        // Given
        List<Path> files = javaFiles(TEST);

        // When
        List<Path> found = having(files, MOCKS);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void nothingIsPutOff() {
        // Given
        List<Path> files =
                Stream.of(MAIN, TEST, Path.of("routes"), Path.of("config"))
                        .flatMap(folder -> files(folder, "").stream())
                        .toList();

        // When
        List<Path> found = having(files, LATER);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void importsNameWhatTheyImport() {
        // Given
        List<Path> files =
                Stream.of(MAIN, TEST).flatMap(folder -> javaFiles(folder).stream()).toList();

        // When
        List<Path> found = having(files, WILDCARD);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void onlyTheCommandLinePrints() {
        // Given
        List<Path> files =
                javaFiles(MAIN).stream()
                        .filter(file -> !file.startsWith(MAIN.resolve("io/aigateway/cli")))
                        .toList();

        // When
        List<Path> found = having(files, PRINTS);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void filesAreShort() {
        // Given
        List<Path> files = javaFiles(MAIN);

        // When
        List<Path> tooLong =
                files.stream().filter(file -> text(file).lines().count() > LONGEST).toList();

        // Then
        assertThat(tooLong).isEmpty();
    }

    @Test
    void everyPublicTypeSaysWhatItPromises() {
        // Given
        List<Path> files = javaFiles(MAIN);

        // When
        List<Path> silent = files.stream().filter(file -> isUndocumented(text(file))).toList();

        // Then
        assertThat(silent).isEmpty();
    }

    /** Between the imports and the type itself there is nothing but its Javadoc and annotations. */
    private static boolean isUndocumented(String text) {
        Matcher type = PUBLIC_TYPE.matcher(text);
        if (!type.find()) {
            return false;
        }
        String before = text.substring(0, type.start());
        int header = Math.max(before.lastIndexOf("\nimport "), before.indexOf("package "));
        return !before.substring(header).contains("/**");
    }

    @Test
    void everyPackageIsNullMarked() {
        // Given
        List<Path> packages = javaFiles(MAIN).stream().map(Path::getParent).distinct().toList();

        // When
        List<Path> unmarked =
                packages.stream()
                        .map(folder -> folder.resolve("package-info.java"))
                        .filter(file -> !Files.exists(file) || !text(file).contains("@NullMarked"))
                        .toList();

        // Then
        assertThat(unmarked).isEmpty();
    }

    private static List<Path> having(List<Path> files, Pattern pattern) {
        return files.stream().filter(file -> pattern.matcher(text(file)).find()).toList();
    }

    private static List<Path> javaFiles(Path folder) {
        return files(folder, ".java");
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
