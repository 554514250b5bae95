package dev.ocispec.spec.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.JsonValue;
import java.math.BigInteger;

/** What can be wrong with an edit by pointer, in words. */
final class EditFaults {
  /** The rule that what an edit aims at must be there. */
  static final String TARGET = "edit-target";

  private EditFaults() {}

  static Finding wrongType(String pointer, String expected, JsonValue found) {
    return Finding.must(
        "schema-type", pointer, "expected " + expected + ", found " + inWords(found));
  }

  static Finding outOfRange(String pointer, BigInteger found, String min, String max) {
    return Finding.must(
        found.compareTo(new BigInteger(min)) < 0 ? "schema-minimum" : "schema-maximum",
        pointer,
        "expected a whole number from "
            + min
            + " to "
            + max
            + ", found "
            + ForeignText.shown(found.toString()));
  }

  /** There is no element at an index, and not the one before it either. */
  static Finding noIndex(String pointer, String index, int size) {
    return Finding.must(
        TARGET,
        pointer,
        "expected an index up to "
            + size
            + ", or \"-\" to append, found \""
            + ForeignText.shown(index)
            + "\"");
  }

  /** A pointer goes on below something that has neither members nor elements. */
  static Finding noWayOn(String pointer, String there, String token) {
    return Finding.must(
        TARGET,
        pointer,
        "expected an object or a list that can hold \""
            + ForeignText.shown(token)
            + "\", found "
            + there);
  }

  static String inWords(JsonValue value) {
    return switch (value.kind()) {
      case OBJECT -> "an object";
      case LIST -> "a list";
      case TEXT -> "a string";
      case INTEGER -> "a whole number";
      case NUMBER -> "the number " + ForeignText.shown(value.toString());
      case BOOLEAN -> value.toString();
      case NULL -> "null";
    };
  }
}
