package dev.ocispec.request;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether additional files are where a file can be: in a scratch path, or in what the container's
 * root folder has of its own.
 */
final class AdditionalFilePlaces {
  /** Where {@code provideBinSh} puts the shell. */
  private static final String SHELL = "bin/sh";

  /** Something of the request that has a place in the container; {@code seen} hides the root. */
  private record Place(String path, String pointer, boolean seen, boolean writable) {}

  private final List<Place> places = new ArrayList<>();

  AdditionalFilePlaces(BuildRequest request) {
    folder(request.workingDir(), "/workingDir");
    folder(request.inputsDir(), "/inputsDir");
    for (int i = 0; i < request.scratchPaths().size(); i++) {
      places.add(new Place(request.scratchPaths().get(i), "/scratchPaths/" + i, true, true));
    }
    for (int i = 0; i < request.inputs().size(); i++) {
      String path = request.inputsDir().orElse("") + "/" + request.inputs().get(i).name();
      places.add(new Place(path, "/inputs/" + i, true, false));
    }
    List<String> hostPaths = request.constraints().availableReadOnlyPaths();
    for (int i = 0; i < hostPaths.size(); i++) {
      String path = hostPaths.get(i).replaceFirst("^/", "");
      places.add(new Place(path, "/constraints/availableReadOnlyPaths/" + i, true, false));
    }
    List<String> overlays = request.constraints().overlays();
    for (int i = 0; i < overlays.size(); i++) {
      if (!overlays.get(i).equals(OverlayPlaces.ALL)) {
        places.add(new Place(overlays.get(i), "/constraints/overlays/" + i, true, true));
      }
    }
    if (request.constraints().provideBinSh()) {
      places.add(new Place(SHELL, "/constraints/provideBinSh", true, false));
    }
  }

  private void folder(Optional<String> path, String pointer) {
    path.ifPresent(there -> places.add(new Place(there, pointer, false, false)));
  }

  /** What is wrong with the place of a file, whose own place in the request is {@code pointer}. */
  Optional<Finding> check(String file, String pointer) {
    for (Place place : places) {
      if (isAtOrBelow(place.path(), file)) {
        return Optional.of(
            fault(
                pointer,
                file,
                place.path().equals(file)
                    ? "the place of " + place.pointer()
                    : "a folder above " + place.pointer()));
      }
    }
    Optional<Place> deepest = Optional.empty();
    for (Place place : places) {
      boolean deeper =
          deepest.map(other -> other.path().length() <= place.path().length()).orElse(true);
      if (place.seen() && deeper && isAtOrBelow(file, place.path())) {
        deepest = Optional.of(place);
      }
    }
    return deepest
        .filter(place -> !place.writable())
        .map(
            place ->
                fault(pointer, file, "a place in " + place.pointer() + ", which is the host's"));
  }

  private static Finding fault(String pointer, String file, String found) {
    return RequestRule.FILE_PLACE.at(
        pointer,
        "expected a path where a file can be created, found \""
            + ForeignText.shown(file)
            + "\", "
            + found);
  }

  private static boolean isAtOrBelow(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }
}
