package dev.ocispec.request;

import dev.ocispec.report.Finding;

/** The rules that a build request must obey. Their ids appear in findings and never change. */
public enum RequestRule {
  /** There is a command, and its first argument is not empty. */
  COMMAND("request-command"),
  /** Paths in the container are relative, clean and short enough for the kernel. */
  PATH("request-path"),
  /** Paths of the host are absolute; those to be seen are also clean and not the root folder. */
  HOST_PATH("request-host-path"),
  /** The name of an input is a single path component. */
  INPUT_NAME("request-input-name"),
  /** Where there are inputs, there is a folder for them. */
  INPUTS_DIR("request-inputs-dir"),
  /** Names, paths, keys and needles occur once in their list. */
  DUPLICATE("request-duplicate"),
  /** The key of an environment variable is not empty and contains no equals sign. */
  ENVIRONMENT_KEY("request-environment-key"),
  /** Text passed to the kernel has no NUL, and no text has a lone surrogate. */
  TEXT("request-text"),
  /** An amount of memory is not negative. */
  MEMORY("request-memory"),
  /** A limit is large enough for something to run. */
  LIMIT("request-limit"),
  /** No additional file lies below another one. */
  FILE_BELOW_FILE("request-file-below-file"),
  /**
   * No additional file is at or above the place of anything else in the request, or inside anything
   * that comes from the host.
   */
  FILE_PLACE("request-file-place"),
  /**
   * An overlay is at or in an input, a read-only path or the root file system, in no scratch path,
   * and in no other overlay of the same.
   */
  OVERLAY_PLACE("request-overlay-place"),
  /** A needle is not empty: the empty one occurs everywhere. */
  NEEDLE("request-needle"),
  /** The moment that outputs are dated to can be stored, and the environment names no other. */
  NORMALISE("request-normalise"),
  /** The network is one of those that there are, and is said once or twice in the same way. */
  NETWORK("request-network"),
  /** A promised digest is well formed, and of an output. */
  OUTPUT_DIGEST("request-output-digest"),
  /** The JSON form has only known members. */
  UNKNOWN_MEMBER("request-unknown-member"),
  /** The JSON form has all required members. */
  MISSING_MEMBER("request-missing-member"),
  /** A member of the JSON form has the right type. */
  TYPE("request-type"),
  /** Bytes in the JSON form are in base64, with padding, without line breaks. */
  BASE64("request-base64");

  private final String id;

  RequestRule(String id) {
    this.id = id;
  }

  /** {@return the id that stands in findings, for instance {@code request-path}} */
  public String id() {
    return id;
  }

  Finding at(String pointer, String message) {
    return Finding.must(id, pointer, message);
  }
}
