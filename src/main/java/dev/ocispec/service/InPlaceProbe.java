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
import java.util.stream.Stream;

/**
 * Observes the sandbox of a command in place from inside, before the command runs, and leaves the
 * folders of the host as they were.
 */
final class InPlaceProbe {
  private final BuildFolder made;
  private final Bundle bundle;
  private final InPlaceCommand command;

  InPlaceProbe(BuildFolder made, Bundle bundle, InPlaceCommand command) {
    this.made = made;
    this.bundle = bundle;
    this.command = command;
  }

  Attestation observe(OciRuntime runtime, BuildNetworks networks, HostFacts facts) {
    // A file of that name which is there already is somebody's, and the probe adds nothing to it.
    List<Path> attempts =
        folders()
            .map(folder -> folder.resolve(Attestor.ATTEMPT))
            .filter(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS))
            .toList();
    try {
      Attestor attestor = new Attestor(bundle, facts);
      return networks.attested(
          amended -> attestor.observe(runtime, made.probeName(), made.probe(), amended));
    } finally {
      attempts.forEach(InPlaceProbe::delete);
    }
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
