package dev.ocispec.service;

import dev.ocispec.bundle.BundleAccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where a caller wants the outputs: each at its path below this folder. */
final class OutputDestination {
  private final Path folder;

  OutputDestination(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /**
   * Checks, before anything starts, that no output would meet something that is there.
   *
   * @throws OutputExistsException when one would
   */
  void checkFree(List<String> outputs) {
    for (String output : outputs) {
      Path place = CollectedOutputs.place(folder, output);
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        throw new OutputExistsException(place);
      }
    }
  }

  /**
   * Moves the outputs here; on failure what was moved is removed again.
   *
   * @return the outputs at their new places, in the same order
   * @throws BundleAccessException when one can't be moved
   */
  List<BuildOutput> take(List<BuildOutput> outputs) {
    List<Path> taken = new ArrayList<>();
    Map<String, Path> places = new HashMap<>();
    try {
      for (BuildOutput output : byPath(outputs)) {
        Path place = CollectedOutputs.place(folder, output.path());
        // An output below another one came with that.
        if (!isBelow(output.path(), places)) {
          Files.createDirectories(place.getParent());
          taken.add(place);
          TreeMove.move(output.hostPath().orElseThrow(), place);
        }
        places.put(output.path(), place);
      }
    } catch (IOException e) {
      BundleAccessException failure = new BundleAccessException("move the outputs to", folder, e);
      taken.forEach(place -> TreeMove.remove(place, failure));
      throw failure;
    }
    return outputs.stream()
        .map(output -> output.at(Objects.requireNonNull(places.get(output.path()))))
        .toList();
  }

  private static List<BuildOutput> byPath(List<BuildOutput> outputs) {
    return outputs.stream().sorted(Comparator.comparing(BuildOutput::path)).toList();
  }

  private static boolean isBelow(String path, Map<String, Path> places) {
    return places.keySet().stream().anyMatch(other -> path.startsWith(other + "/"));
  }
}
