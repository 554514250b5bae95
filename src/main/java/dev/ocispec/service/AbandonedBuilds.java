package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.report.OciException;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RuntimeFailureException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the builds whose Java process was killed: their containers, processes and folders. What
 * can't be removed is logged and tried again by the next service.
 */
final class AbandonedBuilds {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedBuilds.class);

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

  private void removeIfAbandoned(Path build) {
    try {
      FolderClaim.takeOver(build).ifPresent(claim -> remove(BuildFolder.abandoned(build, claim)));
    } catch (IOException | OciException e) {
      LOG.warn("can't remove the abandoned build {}", build, e);
    }
  }

  private void remove(BuildFolder folder) {
    LOG.info("removing the abandoned build {}", folder.path());
    if (Files.exists(folder.state())) {
      for (String container : List.of(folder.name(), folder.probeName())) {
        delete(folder, container);
      }
    }
    new OrphanedProcesses(folder).kill();
    folder.remove(facts);
  }

  /** What the runtime can't delete, or a missing runtime, is left to the killing of processes. */
  private void delete(BuildFolder folder, String container) {
    try {
      folder.runtime(runtimeOf(folder)).delete(container, o -> o.force(true));
    } catch (RuntimeFailureException e) {
      LOG.warn("the runtime does not delete the container {}", container, e);
    }
  }

  /** The one that the build was run by; a process that died very early left no word on it. */
  private OciRuntime runtimeOf(BuildFolder folder) {
    if (folder.note().isEmpty()) {
      return runtime;
    }
    Path executable = Path.of(URI.create(folder.note()));
    return executable.equals(runtime.executable()) ? runtime : OciRuntime.of(executable);
  }
}
