package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.MountMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Windows;
import dev.ocispec.spec.WindowsNetwork;
import dev.ocispec.spec.WindowsResources;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What counts about a container for Windows. */
final class WindowsStatements {
  private static final Set<String> ADMINISTRATORS =
      Set.of("containeradministrator", "administrator", "nt authority\\system", "system");

  private final ContainerView container;
  private final Windows windows;
  private final Statements to;

  private WindowsStatements(ContainerView container, Windows windows, Statements to) {
    this.container = container;
    this.windows = windows;
    this.to = to;
  }

  static void add(ContainerView container, Statements to) {
    container
        .spec()
        .windows()
        .ifPresent(windows -> new WindowsStatements(container, windows, to).all());
  }

  private void all() {
    if (container.spec().linux().isPresent()) {
      to.notable(
          Topic.PLATFORM,
          "/windows",
          "it is a Linux container on Windows: it runs in a utility virtual machine, and that"
              + " machine is meant where statements speak of the host");
    } else {
      isolation();
      user();
      mounts();
    }
    devices();
    network();
    limits();
  }

  private void isolation() {
    if (windows.hyperv().isPresent()) {
      to.plain(
          Topic.PLATFORM,
          "/windows/hyperv",
          "it runs in a Hyper-V virtual machine, with a kernel of its own");
    } else {
      to.isolation(
          Topic.PLATFORM,
          "/windows/hyperv",
          "it shares the host's Windows kernel, without a Hyper-V virtual machine; Microsoft does"
              + " not count that as a security boundary");
    }
    if (windows.credentialSpec().isPresent()) {
      to.notable(
          Topic.IDENTITY,
          "/windows/credentialSpec",
          "it acts in the domain under a group managed service account");
    }
    if (windows.servicing().orElse(false)) {
      to.notable(Topic.PLATFORM, "/windows/servicing", "it is started to service its image");
    }
  }

  private void user() {
    Optional<String> name = container.user().flatMap(user -> user.username());
    boolean administrator =
        name.filter(n -> ADMINISTRATORS.contains(n.toLowerCase(Locale.ROOT))).isPresent();
    if (name.isPresent()) {
      String text = "it runs as the user " + Words.path(name.orElseThrow());
      if (administrator) {
        to.notable(
            Topic.IDENTITY, "/process/user/username", text + ", an administrator in the container");
      } else {
        to.plain(Topic.IDENTITY, "/process/user/username", text);
      }
    }
  }

  private void mounts() {
    List<Mount> mounts = container.spec().mounts();
    for (int i = 0; i < mounts.size(); i++) {
      Mount mount = mounts.get(i);
      String source = mount.source().orElse("");
      boolean pipe = source.startsWith("\\\\.\\pipe\\");
      boolean readOnly = MountMeaning.isReadOnly(mount);
      String seen =
          "the host's "
              + Words.path(source)
              + " is at "
              + Words.path(mount.destination())
              + (pipe
                  ? ", a pipe to a service of the host"
                  : readOnly ? ", read-only" : ", writable");
      if (pipe) {
        to.isolation(Topic.FILESYSTEM, "/mounts/" + i, seen);
      } else if (readOnly) {
        to.plain(Topic.FILESYSTEM, "/mounts/" + i, seen);
      } else {
        to.notable(Topic.FILESYSTEM, "/mounts/" + i, seen);
      }
    }
  }

  private void devices() {
    for (int i = 0; i < windows.devices().size(); i++) {
      to.notable(
          Topic.DEVICES,
          "/windows/devices/" + i,
          "it gets devices of the host with the "
              + Words.path(windows.devices().get(i).idType().text())
              + " id "
              + Words.path(windows.devices().get(i).id()));
    }
  }

  private void network() {
    Optional<WindowsNetwork> network = windows.network();
    network
        .flatMap(WindowsNetwork::networkSharedContainerName)
        .ifPresent(
            name ->
                to.notable(
                    Topic.NETWORK,
                    "/windows/network/networkSharedContainerName",
                    "it shares the network of the container " + Words.path(name)));
    network
        .flatMap(WindowsNetwork::networkNamespace)
        .ifPresent(
            name ->
                to.plain(
                    Topic.NETWORK,
                    "/windows/network/networkNamespace",
                    "it joins the network namespace " + Words.path(name)));
  }

  private void limits() {
    Optional<WindowsResources> resources = windows.resources();
    if (container.spec().linux().isPresent()) {
      return;
    }
    var memory = resources.flatMap(WindowsResources::memory).flatMap(m -> m.limit());
    if (memory.isPresent()) {
      to.plain(
          Topic.RESOURCES,
          "/windows/resources/memory/limit",
          "it may use " + memory.orElseThrow() + " bytes of memory");
    } else {
      to.notable(Topic.RESOURCES, "/windows/resources/memory/limit", "no limit on memory is set");
    }
  }
}
