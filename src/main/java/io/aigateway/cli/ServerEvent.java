package io.aigateway.cli;

/**
 * One server-sent event.
 *
 * @param name what its {@code event:} line says; empty without one
 * @param data its {@code data:} lines, joined by line ends
 */
record ServerEvent(String name, String data) {}
