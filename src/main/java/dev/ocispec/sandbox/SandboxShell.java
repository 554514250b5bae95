package dev.ocispec.sandbox;

import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The shell that a sandbox provides at {@code /bin/sh}.
 *
 * @param path the file of the host
 * @param kind which shell it is, by its name
 */
public record SandboxShell(Path path, Kind kind) {
  /** Shells that differ in what they bring along. */
  public enum Kind {
    /** A shell and nothing else. */
    DASH,
    /** A shell with more built in than the standard asks for, and no other commands. */
    BASH,
    /** A shell with a hundred commands of its own, which come before those along {@code PATH}. */
    BUSYBOX,
    /** Another one, whose file has a name that says nothing. */
    OTHER;

    /** {@return the name in documents, for instance {@code dash}} */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * {@return the shell of a container; empty when none is mounted}
   *
   * @param spec the container's specification
   */
  public static Optional<SandboxShell> of(Spec spec) {
    return spec.mounts().stream()
        .filter(mount -> mount.destination().equals(RequestMounts.SHELL))
        .reduce((below, above) -> above)
        .flatMap(Mount::source)
        .map(source -> new SandboxShell(Path.of(source), kindOf(Path.of(source))));
  }

  /** What a file's name says of the shell. */
  static Kind kindOf(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    if (name.startsWith("busybox")) {
      return Kind.BUSYBOX;
    }
    if (name.startsWith("dash")) {
      return Kind.DASH;
    }
    return name.startsWith("bash") ? Kind.BASH : Kind.OTHER;
  }
}
