package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.OutputDigest;
import dev.ocispec.bundle.ReferenceScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and searches what a build left. */
final class CollectedOutputs {
  private final List<BuildOutput> found = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private CollectedOutputs() {}

  /** Looks for all outputs of the bundle's request; gives them digests if {@code digests}. */
  static CollectedOutputs of(Bundle bundle, boolean digests) {
    CollectedOutputs outputs = new CollectedOutputs();
    ReferenceScan scan = ReferenceScan.of(bundle.request().refscanNeedles());
    for (String path : bundle.request().outputs()) {
      Optional<Path> place = bundle.find(path);
      if (place.isPresent()) {
        outputs.found.add(
            new BuildOutput(
                path,
                place,
                scan.in(place.get()),
                digests ? place.map(OutputDigest::of) : Optional.empty()));
      } else {
        outputs.missing.add(path);
      }
    }
    return outputs;
  }

  /** Those that are there, in the request's order. */
  List<BuildOutput> found() {
    return found;
  }

  /** The paths of the others. */
  List<String> missing() {
    return missing;
  }

  /** Where an output belongs below a folder of outputs. */
  static Path place(Path folder, String output) {
    return Bundle.resolve(folder, output);
  }
}
