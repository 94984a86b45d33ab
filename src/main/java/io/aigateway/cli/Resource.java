package io.aigateway.cli;

import java.util.List;

/**
 * A kind of thing that the gateway manages.
 *
 * @param noun what it is called, such as {@code key}
 * @param path its collection, such as {@code /v1/keys}
 * @param sampleId an id as it looks, for examples
 * @param columns how its list is shown
 */
record Resource(String noun, String path, String sampleId, List<Column> columns) {

    // An id becomes part of a path: an empty one, a slash or '..' would name something else.
    private static final String ID = "[A-Za-z0-9_-]+";

    Resource {
        columns = List.copyOf(columns);
    }

    /** The path of one of them; fails when the text cannot be an id. */
    String path(String id) {
        if (!id.matches(ID)) {
            throw CommandFailure.wrongUsage(
                    "'%s' is not the id of a %s; one looks like %s, and 'aig %s list' shows them"
                            .formatted(id, noun, sampleId, noun));
        }
        return path + "/" + id;
    }
}
