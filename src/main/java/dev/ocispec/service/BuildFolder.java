package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.ControlGroups;
import dev.ocispec.host.internal.OrphanedProcesses;
import dev.ocispec.runtime.OciRuntime;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The folder of one build: its bundle, the runtime's state, and the claim of the process that runs
 * it. A folder that is kept has no claim.
 */
final class BuildFolder {
  static final String PREFIX = "build-";

  private static final String WORK = "work";
  private static final int ATTEMPTS = 5;
  private static final long CONTAINER_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Path path;
  private final FolderClaim claim;

  private BuildFolder(Path path, FolderClaim claim) {
    this.path = path;
    this.claim = claim;
  }

  /**
   * Makes a new one that this process owns; {@code note} is for who cleans up after it. On failure,
   * an interrupt or a full disk for instance, nothing is left.
   */
  static BuildFolder make(ServiceFolder service, String note) {
    for (int attempt = 1; ; attempt++) {
      // Nobody else can write in there, so that a name need be new but no secret.
      long number = ThreadLocalRandom.current().nextLong();
      Path path = service.path().resolve(PREFIX + Long.toUnsignedString(number, 36));
      try {
        service.makeFolder(path);
        return claimed(service, path, note);
      } catch (NoSuchFileException e) {
        // A service that starts now may have taken the empty folder for an abandoned one.
        if (attempt == ATTEMPTS) {
          throw new BundleAccessException("make the folder", path, e);
        }
      } catch (IOException e) {
        throw new BundleAccessException("make the folder", path, e);
      }
    }
  }

  private static BuildFolder claimed(ServiceFolder service, Path path, String note)
      throws IOException {
    Optional<FolderClaim> claim = Optional.empty();
    try {
      claim = Optional.of(FolderClaim.take(path, note));
      BuildFolder folder = new BuildFolder(path, claim.get());
      service.makeFolder(folder.work());
      return folder;
    } catch (IOException | RuntimeException | Error e) {
      try {
        if (claim.isPresent()) {
          claim.get().release();
        }
        Files.deleteIfExists(path.resolve(WORK));
        Files.deleteIfExists(path);
      } catch (IOException f) {
        e.addSuppressed(f);
      }
      throw e;
    }
  }

  /** The folder of a build whose process has died. */
  static BuildFolder abandoned(Path path, FolderClaim claim) {
    return new BuildFolder(path, claim);
  }

  Path path() {
    return path;
  }

  /** Also the id of the build's container. */
  String name() {
    return path.getFileName().toString();
  }

  /** The id of the probe's container. */
  String probeName() {
    return name() + "-probe";
  }

  Path bundle() {
    return path.resolve("bundle");
  }

  /** The id of the container in which the sandbox is entered. */
  String enteredName() {
    return name() + "-entered";
  }

  /** The ids of all containers that may be run in it. */
  List<String> containers() {
    return List.of(name(), probeName(), enteredName());
  }

  /** A bundle with which the sandbox is entered. */
  Path entered() {
    return path.resolve("entered");
  }

  /** Removes that bundle. */
  void removeEntered() {
    try {
      Files.deleteIfExists(entered().resolve(Bundle.CONFIG));
      Files.deleteIfExists(entered());
    } catch (IOException e) {
      throw new BundleAccessException("remove", entered(), e);
    }
  }

  /** A second bundle, with which the sandbox is observed. */
  Path probe() {
    return path.resolve("probe");
  }

  /** A bundle with which the build is run in a private network. */
  Path networkBundle() {
    return path.resolve("network-bundle");
  }

  /** What attaching a private network needs, for the build or for the probe. */
  Path network(String container) {
    return path.resolve("network-" + container);
  }

  /** The runtime with all that it and its driver write in this folder. */
  OciRuntime runtime(OciRuntime runtime) {
    return runtime.withRoot(state()).withWorkFolder(work());
  }

  /** Where outputs wait while they are moved. */
  Path outgoing() {
    return path.resolve("outgoing");
  }

  private Path work() {
    return path.resolve(WORK);
  }

  /** The runtime's root folder: one for each build, since runtimes share caches in it. */
  Path state() {
    return path.resolve("state");
  }

  /**
   * Waits for some seconds until the runtime's root folder shows no container. When the Java
   * process is ending, the runtime's driver removes containers on a thread of its own, and needs
   * the folder for that.
   */
  void awaitContainersGone() {
    long deadline = System.nanoTime() + CONTAINER_NANOS;
    while (hasContainers() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean hasContainers() {
    return containers().stream().anyMatch(id -> Files.exists(state().resolve(id)));
  }

  /** What its containers left when they were not ended by the runtime. */
  OrphanedProcesses orphans() {
    return new OrphanedProcesses(
        state(),
        name(),
        containers(),
        containers().stream().map(id -> NetworkGate.pipe(network(id))).toList());
  }

  /** The number of the container's first process, once the runtime has told it. */
  OptionalLong firstProcess() {
    try (DirectoryStream<Path> calls = Files.newDirectoryStream(work())) {
      for (Path call : calls) {
        Path pid = call.resolve("pid");
        if (Files.isRegularFile(pid)) {
          return OptionalLong.of(Long.parseLong(Files.readString(pid).strip()));
        }
      }
    } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
      return OptionalLong.empty(); // Not written in full yet, or the call is over.
    }
    return OptionalLong.empty();
  }

  /** Removes the control groups that hold those of its containers, which are gone. */
  void removeGroups() {
    ControlGroups.remove(containers());
  }

  /** Removes everything; the claim ends in any case. */
  void remove(HostFacts facts) {
    try (claim) {
      Bundle.remove(path, facts);
    } catch (IOException e) {
      throw new BundleAccessException("close the claim in", path, e);
    }
  }

  /** What is not to be kept with the bundle. */
  private List<Path> leftovers() {
    return List.of(
        state(),
        work(),
        probe(),
        entered(),
        outgoing(),
        networkBundle(),
        network(name()),
        network(probeName()),
        network(enteredName()));
  }

  /** Leaves the bundle and removes the rest. */
  void keep(HostFacts facts) {
    for (Path part : leftovers()) {
      Bundle.remove(part, facts);
    }
    try {
      claim.release();
    } catch (IOException e) {
      throw new BundleAccessException("release the claim in", path, e);
    }
  }
}
