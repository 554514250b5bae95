package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one control group by their names, whichever hierarchies they are in. A group's files
 * are there from its beginning to its end, so they are looked for once, and not at each reading.
 */
public final class GroupFiles {
  private final List<Path> groups;
  private final Map<String, List<Path>> files = new HashMap<>();

  /** Those of a group with that folder in each hierarchy. */
  public GroupFiles(Collection<Path> groups) {
    this.groups = List.copyOf(groups);
  }

  /** Whether the group is in no hierarchy. */
  public boolean isNone() {
    return groups.isEmpty();
  }

  /** All files with that name. */
  List<Path> named(String name) {
    List<Path> known = files.get(name);
    if (known == null) {
      known = new ArrayList<>();
      for (Path group : groups) {
        Path file = group.resolve(name);
        if (Files.isRegularFile(file)) {
          known.add(file);
        }
      }
      files.put(name, known);
    }
    return known;
  }

  /** The lines of such a file; none when the group is gone, which it can be at any moment. */
  static List<String> lines(Path file) {
    try {
      return List.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n"));
    } catch (IOException e) {
      return List.of();
    }
  }
}
