package dev.ocispec.request;

import dev.ocispec.report.internal.ForeignText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the kernel takes as text, as a name and as a path; each check gives what is wrong. */
public final class RequestText {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 4095;

  private RequestText() {}

  /** Text without NUL and without a lone surrogate. */
  static Optional<String> text(String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.of("expected text without NUL, found \"" + ForeignText.shown(text) + "\"");
    }
    return unicode(text);
  }

  /**
   * {@return text without a lone surrogate}
   *
   * @param text a text of the host
   */
  public static Optional<String> unicode(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return Optional.of(
          "expected text, found a lone surrogate in \"" + ForeignText.shown(text) + "\"");
    }
    return Optional.empty();
  }

  /** A single path component. */
  static Optional<String> name(String name) {
    Optional<String> fault = component(name);
    if (fault.isEmpty() && name.indexOf('/') >= 0) {
      fault = Optional.of("a slash in it");
    }
    return fault.map(what -> describe("the name of a file or folder", name, what));
  }

  /** A clean path relative to the container's root. */
  static Optional<String> relativePath(String path) {
    Optional<String> fault = path.startsWith("/") ? Optional.of("an absolute path") : parts(path);
    return fault.map(what -> describe("a clean path relative to the container's root", path, what));
  }

  /** A clean absolute path of the host, but not the root folder. */
  static Optional<String> hostPath(String path) {
    Optional<String> fault =
        path.startsWith("/") ? parts(path.substring(1)) : Optional.of("a relative path");
    return fault.map(what -> describe("a clean absolute path below /", path, what));
  }

  private static Optional<String> parts(String path) {
    if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      return Optional.of("more than " + LONGEST_PATH + " bytes");
    }
    for (String part : path.split("/", -1)) {
      Optional<String> fault = component(part);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> component(String part) {
    if (part.isEmpty()) {
      return Optional.of("an empty component");
    }
    if (part.equals(".") || part.equals("..")) {
      return Optional.of("the component \"" + part + "\"");
    }
    if (part.indexOf('\0') >= 0) {
      return Optional.of("NUL in it");
    }
    if (unicode(part).isPresent()) {
      return Optional.of("a lone surrogate in it");
    }
    return part.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
        ? Optional.of("a component of more than " + LONGEST_NAME + " bytes")
        : Optional.empty();
  }

  private static String describe(String expected, String text, String found) {
    return "expected " + expected + ", found " + found + ": \"" + ForeignText.shown(text) + "\"";
  }
}
