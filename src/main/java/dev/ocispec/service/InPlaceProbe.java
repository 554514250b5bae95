package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.Attestor;
import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.HostBind;
import dev.ocispec.sandbox.InPlaceCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Observes the sandbox of a command in place from inside, before the command runs, and leaves the
 * folders of the host as they were.
 */
final class InPlaceProbe {
  private final BuildFolder made;
  private final InPlaceCommand command;
  private final Attestor attestor;

  // A file of that name which is there already is somebody's, and the probe adds nothing to it.
  private final List<Path> attempts;

  InPlaceProbe(BuildFolder made, Bundle bundle, InPlaceCommand command, HostFacts facts) {
    this.made = made;
    this.command = command;
    this.attestor = new Attestor(bundle, facts);
    this.attempts =
        folders()
            .map(folder -> folder.resolve(Attestor.ATTEMPT))
            .filter(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS))
            .toList();
  }

  /** By the command's own first process, where that can be. */
  Optional<InsideObservation> inside(OciRuntime runtime) {
    return attestor.place().map(probe -> new InsideObservation(probe, runtime, this::remove));
  }

  /** By a container of its own. */
  Attestation observe(OciRuntime runtime, BuildNetworks networks) {
    try {
      return networks.attested(
          amended -> attestor.observe(runtime, made.probeName(), made.probe(), amended));
    } finally {
      remove();
    }
  }

  private void remove() {
    attempts.forEach(InPlaceProbe::delete);
  }

  /** Where the probe can make a file, or could if the sandbox did not hold. */
  private Stream<Path> folders() {
    return Stream.of(
            Stream.of(command.folder()),
            command.writable().stream(),
            command.shown().stream().map(HostBind::source))
        .flatMap(paths -> paths)
        .distinct()
        .filter(Files::isDirectory);
  }

  private static void delete(Path attempt) {
    try {
      Files.deleteIfExists(attempt);
    } catch (IOException e) {
      throw new BundleAccessException("remove", attempt, e);
    }
  }
}
