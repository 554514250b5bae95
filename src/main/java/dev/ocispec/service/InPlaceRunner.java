package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.sandbox.InPlaceCommand;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Runs commands in folders of the host, each in its own container, for other programs' builds.
 *
 * <pre>{@code
 * InPlaceResult result =
 *     InPlaceRunner.run(
 *         URI.create("oci:///var/tmp/builds"),
 *         InPlaceCommand.builder()
 *             .folder(Path.of("/srv/build/1"))
 *             .addArgs("make")
 *             .addEnvironment("PATH=/usr/bin:/bin")
 *             .shown(VisibleHost.SYSTEM.binds())
 *             .build(),
 *         options -> options.stdout(bytes -> System.out.writeBytes(bytes)));
 * }</pre>
 */
public final class InPlaceRunner {
  private InPlaceRunner() {}

  /**
   * Runs a command to its end, on the calling thread. An interrupt of the thread, and the end of
   * the Java process, kill the command and remove its container; what a killed Java process left is
   * removed by the next call, or service, with the same address.
   *
   * <p>What the command made in its folder belongs to the folder's owner afterwards. Without a user
   * namespace, where the command runs as another user than root, root lends that user the folders
   * in there for the time being, but not the files, which the command can only replace.
   *
   * @param address {@code oci:///folder}, where containers are kept while they run; a folder in
   *     which only its owner, the caller, can write
   * @param command the command
   * @param options what differs from the defaults
   * @return what came of it
   * @throws dev.ocispec.sandbox.UnsupportedBuildException when the sandbox can't keep its promises
   *     here
   * @throws ServiceAddressException when the address does not name such a folder
   * @throws dev.ocispec.runtime.RuntimeFailureException when the runtime fails; that the command is
   *     not there, or can't be run, is in the result
   * @throws dev.ocispec.bundle.BundleException when a path of the host is not there, or the
   *     container's files can't be made
   */
  public static InPlaceResult run(
      URI address, InPlaceCommand command, Consumer<InPlaceOptions> options) {
    ImmutableInPlaceOptions.Builder given = ImmutableInPlaceOptions.builder();
    options.accept(given);
    InPlaceOptionsValue chosen = given.build();
    HostFacts caller = HostDetection.of(Path.of("/")).caller();
    ServiceFolder folder = ServiceFolder.open(address, caller);
    new AbandonedBuilds(folder, chosen.runtime(), caller).remove();
    return new InPlaceRun(folder, caller, command, chosen).run();
  }
}
