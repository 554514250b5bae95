package dev.ocispec.service;

import java.net.URI;

/**
 * Opens engines for addresses. {@link BuildService#open} asks the providers that {@link
 * java.util.ServiceLoader} finds for every address that is not a folder of this machine.
 */
public interface BuildEngineProvider {
  /**
   * {@return whether addresses of that kind are this provider's}
   *
   * @param address the address
   */
  boolean serves(URI address);

  /**
   * Opens an engine; whether it can be reached shows with the first build.
   *
   * @param address an address that this provider serves
   * @param settings how to talk to the engine
   * @return the engine
   * @throws ServiceAddressException when it is no whole address
   */
  BuildEngine open(URI address, EngineSettings settings);
}
