package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.NormalisedTree;
import dev.ocispec.bundle.OutputComparison;
import dev.ocispec.bundle.OutputDigest;
import dev.ocispec.bundle.ReferenceScan;
import dev.ocispec.request.ExpectedDigest;
import dev.ocispec.request.ExpectedOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and searches what a build left. */
final class CollectedOutputs {
  private final List<BuildOutput> found = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> unfit = new ArrayList<>();
  private final List<String> differing = new ArrayList<>();

  private CollectedOutputs() {}

  /** Looks for all outputs of the bundle's request; gives them digests if {@code digests}. */
  static CollectedOutputs of(Bundle bundle, boolean digests) {
    CollectedOutputs outputs = new CollectedOutputs();
    ReferenceScan scan = ReferenceScan.of(bundle.request().refscanNeedles());
    for (String path : bundle.request().outputs()) {
      Optional<Path> place = bundle.find(path);
      Optional<String> unfit =
          place.isPresent()
              ? OutputKinds.unfit(place.get())
              : OutputKinds.unspeakable(bundle.hostPath(path));
      if (unfit.isPresent()) {
        outputs.unfit.add(path + " " + unfit.get());
        continue;
      }
      if (place.isEmpty()) {
        outputs.missing.add(path);
        continue;
      }
      Optional<ExpectedDigest> promise = promise(bundle, path);
      OutputKinds.check(
          path, place.get(), digests || promise.filter(ExpectedDigest::archive).isPresent());
      if (bundle.request().normalise().isPresent()) {
        NormalisedTree.modes(place.get());
      }
      Optional<OutputComparison> compared =
          promise.map(expected -> OutputComparison.of(place.get(), expected));
      compared
          .filter(comparison -> !comparison.holds())
          .ifPresent(comparison -> outputs.differing.add(path + ": " + comparison.inWords()));
      outputs.found.add(
          new BuildOutput(
              path,
              place,
              scan.in(place.get()),
              digests ? place.map(OutputDigest::of) : Optional.empty(),
              LeavingLinks.of(path, place.get(), bundle.request().outputs()),
              compared.flatMap(OutputComparison::actual).map(ExpectedDigest::toString)));
    }
    bundle.request().normalise().ifPresent(outputs::date);
    return outputs;
  }

  /** After all of them were read, since one can be in another. */
  private void date(long epoch) {
    found.forEach(output -> NormalisedTree.times(output.hostPath().orElseThrow(), epoch));
  }

  /** Those that are there, in the request's order. */
  List<BuildOutput> found() {
    return found;
  }

  /** The paths of those that are not there. */
  List<String> missing() {
    return missing;
  }

  /** The paths of those that no output can be, and why, a clause for each. */
  List<String> unfit() {
    return unfit;
  }

  /** The digests of those that are not what was promised, a clause for each. */
  List<String> differing() {
    return differing;
  }

  private static Optional<ExpectedDigest> promise(Bundle bundle, String path) {
    return bundle.request().outputDigests().stream()
        .filter(promised -> promised.path().equals(path))
        .map(ExpectedOutput::digest)
        .findFirst();
  }

  /** Where an output belongs below a folder of outputs. */
  static Path place(Path folder, String output) {
    return Bundle.resolve(folder, output);
  }
}
