package dev.ocispec.attestation;

import dev.ocispec.bundle.internal.ProbeFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a probe saw inside the container: sections of lines, as the kernel wrote them.
 *
 * @param sections by name: {@code status}, {@code first}, {@code orphans}, {@code mounts}, {@code
 *     interfaces}, {@code limits}, {@code control-groups}, {@code uids}, {@code gids}, {@code
 *     hostname}, {@code personality}, {@code umask}, {@code variables}, {@code root} and {@code
 *     places}; what is in the environment is compared and not kept, since values can be secrets
 */
public record Observation(Map<String, List<String>> sections) {
  /** Starts a line that names the section which follows. */
  static final String SECTION = ProbeFiles.SECTION;

  /** Reads what the probe printed. */
  static Observation parse(String text) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    Optional<List<String>> current = Optional.empty();
    for (String line : text.split("\n")) {
      if (line.startsWith(SECTION)) {
        List<String> lines = new ArrayList<>();
        sections.put(line.substring(SECTION.length()), lines);
        current = Optional.of(lines);
      } else {
        current.ifPresent(lines -> lines.add(line));
      }
    }
    return new Observation(sections);
  }

  /**
   * {@return the lines of a section; none when the probe did not get that far}
   *
   * @param name the name of the section
   */
  public List<String> section(String name) {
    return sections.getOrDefault(name, List.of());
  }

  /** Whether the probe came to its end. */
  boolean isWhole() {
    return sections.containsKey("end");
  }

  /** The same without a section. */
  Observation without(String name) {
    Map<String, List<String>> others = new LinkedHashMap<>(sections);
    others.remove(name);
    return new Observation(others);
  }

  /** The value of a line {@code name: value} of a section; empty when there is none. */
  String field(String section, String name) {
    return section(section).stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }
}
