package dev.ocispec.remote;

import dev.ocispec.service.BuildEngine;
import dev.ocispec.service.BuildEngineProvider;
import dev.ocispec.service.EngineSettings;
import java.net.URI;

/**
 * Opens engines of the Remote Execution API; {@link dev.ocispec.service.BuildService#open} finds it
 * by itself.
 */
public final class RemoteEngineProvider implements BuildEngineProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public RemoteEngineProvider() {
    // There is nothing to prepare.
  }

  @Override
  public boolean serves(URI address) {
    return EngineAddress.isScheme(address.getScheme());
  }

  /**
   * {@inheritDoc}
   *
   * @throws RemoteLibraryMissingException when gRPC or protobuf is not there
   */
  @Override
  public BuildEngine open(URI address, EngineSettings settings) {
    EngineAddress parsed = EngineAddress.parse(address);
    try {
      return RemoteEngine.open(parsed, settings);
    } catch (NoClassDefFoundError e) {
      throw new RemoteLibraryMissingException(e);
    }
  }
}
