package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.report.OciException;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.report.internal.QuietLogging;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RuntimeFailureException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Removes the builds whose Java process was killed: their containers, processes and folders. What
 * can't be removed is logged and tried again by the next service.
 */
final class AbandonedBuilds {
  private static final Logger LOG = QuietLogging.logger(AbandonedBuilds.class);

  private final ServiceFolder service;
  private final OciRuntime runtime;
  private final HostFacts facts;

  AbandonedBuilds(ServiceFolder service, OciRuntime runtime, HostFacts facts) {
    this.service = service;
    this.runtime = runtime;
    this.facts = facts;
  }

  void remove() {
    for (Path build : service.builds()) {
      try {
        Files.delete(build);
      } catch (DirectoryNotEmptyException e) {
        removeIfAbandoned(build);
      } catch (NoSuchFileException e) {
        LOG.debug("another service removed {}", build);
      } catch (IOException e) {
        LOG.warn("can't look at {}", build, e);
      }
    }
  }

  /** Whatever is in one of the folders, the others are looked at, and the service starts. */
  private void removeIfAbandoned(Path build) {
    try {
      Optional<FolderClaim> claim = FolderClaim.takeOver(build);
      if (claim.isPresent()) {
        try (FolderClaim taken = claim.get()) {
          remove(BuildFolder.abandoned(build, taken), runtimeOf(taken));
        }
      }
    } catch (NoSuchFileException e) {
      LOG.debug("another service removed {}", build);
    } catch (IOException | OciException e) {
      LOG.warn("skipping {}, which can't be removed; check it and remove it by hand", build, e);
    }
  }

  private void remove(BuildFolder folder, OciRuntime of) throws IOException {
    LOG.info("removing the abandoned build {}", folder.path());
    if (Files.exists(folder.state())) {
      for (String container : folder.containers()) {
        delete(folder, of, container);
      }
    }
    folder.orphans().kill();
    FolderLoan.settle(folder.path());
    KeptLoan.settle(folder.path(), facts);
    folder.remove(facts);
  }

  /** What the runtime can't delete, or a missing runtime, is left to the killing of processes. */
  private static void delete(BuildFolder folder, OciRuntime of, String container) {
    try {
      folder.runtime(of).delete(container, o -> o.force(true));
    } catch (RuntimeFailureException e) {
      LOG.warn("the runtime could not delete the container {}", container, e);
    }
  }

  /**
   * The one that the build was run by; a process that died very early left no word on it. A word
   * that no service writes means that the folder is not understood, and so it stays.
   */
  private OciRuntime runtimeOf(FolderClaim claim) throws IOException {
    if (claim.note().isEmpty()) {
      return runtime;
    }
    try {
      Path executable = Path.of(URI.create(claim.note()));
      return executable.equals(runtime.executable()) ? runtime : OciRuntime.of(executable);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IOException(
          "its claim does not name a runtime but says " + ForeignText.shown(claim.note()), e);
    }
  }
}
