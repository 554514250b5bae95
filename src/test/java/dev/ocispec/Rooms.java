package dev.ocispec;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rooms of the library: its packages, each with the internal one below it. */
final class Rooms {
  private static final String ROOT = "dev.ocispec.";

  /** Each room may use those before it. */
  static final List<String> ORDER =
      List.of(
          "report",
          "schema",
          "spec",
          "features",
          "imagespec",
          "cdispec",
          "state",
          "json",
          "version",
          "rule",
          "validation",
          "image",
          "cdi",
          "host",
          "preset",
          "request",
          "sandbox",
          "runtime",
          "bundle",
          "attestation",
          "service",
          "remote",
          "fixtures",
          "testkit",
          "cli");

  private Rooms() {}

  /** The rooms that there are. */
  static Set<String> all() {
    return LibraryClasses.ALL.stream()
        .filter(type -> type.getPackageName().startsWith(ROOT))
        .map(Rooms::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rooms that a room uses, itself included. */
  static Set<String> usedBy(String room) {
    return LibraryClasses.ALL.stream()
        .filter(type -> type.getPackageName().startsWith(ROOT) && of(type).equals(room))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
        .filter(type -> type.getPackageName().startsWith(ROOT))
        .map(Rooms::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String of(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).split("\\.")[0];
  }
}
