package io.aigateway.migrate.code;

import java.util.List;
import java.util.Map;

/**
 * Something that programs take from a package of the source.
 *
 * @param names what it is called, with the module before it
 * @param becomes what takes the place of each name; empty when nothing does
 * @param url the argument or option that says where to; empty when there is none
 * @param key the one that holds the key
 * @param form which form of our address the client wants
 * @param options whether arguments are the entries of one object
 * @param suggested whether even to name the address is only a suggestion
 * @param modelPrefix what a model's name must begin with, so that the client takes it as it is
 * @param first an option that what takes its place needs
 * @param rename arguments that are called otherwise there
 * @param gone arguments that are not known there, and what to do instead
 * @param methods methods that are called otherwise there
 * @param members members that a person has to move, and why
 * @param headers arguments that become headers
 * @param isUrl whether the name itself is the source's address
 * @param manual why a person has to move it; empty when there is no need
 * @param reads environment variables that it reads by itself
 * @param callsModels whether what it makes is called with the name of a model
 * @param keepsModels whether the names of models are its own business
 */
record Known(
        List<String> names,
        List<String> becomes,
        String url,
        String key,
        Form form,
        boolean options,
        boolean suggested,
        String modelPrefix,
        String first,
        Map<String, String> rename,
        Map<String, String> gone,
        Map<String, String> methods,
        Map<String, String> members,
        Map<String, String> headers,
        boolean isUrl,
        String manual,
        List<String> reads,
        boolean callsModels,
        boolean keepsModels) {

    /** Which address a client wants. */
    enum Form {
        /** With {@code /v1}. */
        V1,
        /** Without a path: it appends {@code /inference/v1} itself. */
        INFERENCE
    }

    Known {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names must name something");
        }
        if (!becomes.isEmpty() && becomes.size() != names.size()) {
            throw new IllegalArgumentException(
                    "becomes must have one for each of names, but has " + becomes);
        }
    }

    boolean isNamed(String qualified) {
        return names.contains(qualified);
    }

    /** Whether it is this, or something within it. */
    boolean covers(String qualified) {
        return names.stream()
                .anyMatch(name -> qualified.equals(name) || qualified.startsWith(name + "."));
    }

    /** What takes the place of one of its names; empty when nothing does. */
    String successorOf(String qualified) {
        int at = names.indexOf(qualified);
        return at < 0 || becomes.isEmpty() ? "" : becomes.get(at);
    }

    /** What an argument is called in what takes the place. */
    String renamed(String argument) {
        return rename.getOrDefault(argument, argument);
    }

    boolean isClient() {
        return !url.isEmpty();
    }
}
