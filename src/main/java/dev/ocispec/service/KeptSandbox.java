package dev.ocispec.service;

import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.bundle.InputUnavailableException;
import dev.ocispec.bundle.KeptBundle;
import dev.ocispec.bundle.NoBundleException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.runtime.OciRuntime;
import java.net.URI;
import java.nio.file.Path;

/**
 * The sandbox of a build whose bundle was kept ({@link BuildOptions#keep(boolean)}), to be looked
 * into. While it is open, what the build left belongs to the build's user again.
 */
public final class KeptSandbox implements AutoCloseable {
  private final KeptBundle bundle;
  private final BuildFolder folder;
  private final HostFacts caller;
  private final SandboxEntry entry;

  private KeptSandbox(KeptBundle bundle, BuildFolder folder, HostFacts caller, OciRuntime runtime) {
    this.bundle = bundle;
    this.folder = folder;
    this.caller = caller;
    this.entry =
        new SandboxEntry(
            runtime,
            folder,
            bundle.spec(),
            bundle::derive,
            () -> HostDetection.of(Path.of("/")).facts());
  }

  /**
   * Opens it.
   *
   * @param address the folder that builds run in, as for {@link BuildService#open}; what is written
   *     meanwhile is there. If this process is killed, the next service that opens the same folder
   *     removes it and gives the files of the kept build back to the caller
   * @param kept the bundle, or the folder of the build that it is in
   * @param runtime what runs the commands
   * @return the sandbox, which is to be closed
   * @throws NoBundleException when there is no bundle
   * @throws InputUnavailableException when something that the sandbox shows is no longer there
   * @throws BundleAccessException when the folder can't be used
   */
  public static KeptSandbox open(URI address, Path kept, OciRuntime runtime) {
    HostFacts caller = HostDetection.of(Path.of("/")).caller();
    KeptBundle bundle = KeptBundle.open(kept, caller);
    ServiceFolder service = ServiceFolder.open(address, caller);
    new AbandonedBuilds(service, runtime, caller).remove();
    BuildFolder folder = BuildFolder.make(service, runtime.executable().toUri().toString());
    try {
      KeptLoan.give(folder.path(), bundle);
    } catch (RuntimeException | Error e) {
      folder.remove(caller);
      throw e;
    }
    return new KeptSandbox(bundle, folder, caller, runtime);
  }

  /** {@return the bundle's folder} */
  public Path folder() {
    return bundle.folder();
  }

  /** {@return the way into it} */
  public SandboxEntry entry() {
    return entry;
  }

  /** Ends whatever still runs in it, and gives the files back to the caller. */
  @Override
  public void close() {
    try {
      folder.orphans().kill();
      bundle.takeBack();
    } finally {
      folder.remove(caller);
    }
  }
}
