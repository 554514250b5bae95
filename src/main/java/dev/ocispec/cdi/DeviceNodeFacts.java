package dev.ocispec.cdi;

import dev.ocispec.cdispec.CdiDeviceNode;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.report.internal.IoReason;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import dev.ocispec.spec.LinuxDeviceType;
import dev.ocispec.spec.User;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/** Adds device nodes to a configuration, with what files leave to the host and the process. */
final class DeviceNodeFacts {
  private static final String ALL = "rwm";

  private final HostDeviceLookup host;
  private final Optional<User> user;

  DeviceNodeFacts(HostDeviceLookup host, Optional<User> user) {
    this.host = host;
    this.user = user;
  }

  /** Adds the node in place of one at its path, and the right to use it. */
  void add(CdiDeviceNode node, Linux.Builder linux) {
    HostDeviceNode facts = facts(node);
    boolean fifo = facts.type().equals(LinuxDeviceType.P);
    LinuxDevice.Builder device = LinuxDevice.builder().path(node.path()).type(facts.type());
    if (!fifo) {
      device.major(facts.major()).minor(facts.minor());
    }
    node.fileMode().ifPresent(device::fileMode);
    node.uid().ifPresentOrElse(device::uid, () -> uid().ifPresent(device::uid));
    node.gid().ifPresentOrElse(device::gid, () -> gid().ifPresent(device::gid));
    linux.removeDevice(node.path()).addDevice(device.build());
    if (!fifo) {
      LinuxDeviceCgroup rule =
          LinuxDeviceCgroup.builder()
              .allow(true)
              .type(
                  facts.type().equals(LinuxDeviceType.B)
                      ? LinuxDeviceCgroupType.B
                      : LinuxDeviceCgroupType.C)
              .major(facts.major())
              .minor(facts.minor())
              .access(node.permissions().filter(text -> !text.isEmpty()).orElse(ALL))
              .build();
      linux.resources(resources -> resources.addDevice(rule));
    }
  }

  private Optional<Long> uid() {
    return user.flatMap(known -> known.uid().stream().boxed().findFirst()).filter(id -> id != 0);
  }

  private Optional<Long> gid() {
    return user.flatMap(known -> known.gid().stream().boxed().findFirst()).filter(id -> id != 0);
  }

  /** A major number of 0 belongs to no device, so that it counts as absent. */
  private HostDeviceNode facts(CdiDeviceNode node) {
    Optional<LinuxDeviceType> type =
        node.type().filter(text -> !text.isEmpty()).map(LinuxDeviceType::of);
    long major = node.major().orElse(0);
    if (type.isPresent() && (major != 0 || type.get().equals(LinuxDeviceType.P))) {
      return new HostDeviceNode(type.get(), major, node.minor().orElse(0));
    }
    String path = node.hostPath().filter(text -> !text.isEmpty()).orElse(node.path());
    HostDeviceNode found = onHost(path);
    if (type.isPresent() && !isSameKind(type.get(), found.type())) {
      throw new CdiInjectionException(
          shown(path),
          "expected a device of type " + type.get() + " on this host, found " + found.type());
    }
    return new HostDeviceNode(
        type.orElse(found.type()),
        major != 0 ? major : found.major(),
        major != 0 ? node.minor().orElse(0) : found.minor());
  }

  /** The host knows unbuffered character devices by no letter of their own. */
  private static boolean isSameKind(LinuxDeviceType stated, LinuxDeviceType found) {
    return stated.equals(found)
        || stated.equals(LinuxDeviceType.U) && found.equals(LinuxDeviceType.C);
  }

  private HostDeviceNode onHost(String path) {
    try {
      return host.at(path)
          .orElseThrow(
              () ->
                  new CdiInjectionException(
                      shown(path),
                      "expected a device node on this host, found something else; files that"
                          + " give no type and no major number depend on it"));
    } catch (IOException e) {
      throw new CdiInjectionException(
          shown(path),
          "expected a device node on this host, which its file relies on: "
              + ForeignText.shown(IoReason.of(e)));
    } catch (InvalidPathException e) {
      throw new CdiInjectionException(
          shown(path), "expected the path of a device node, which this is not");
    }
  }

  private static String shown(String path) {
    return ForeignText.shown(path);
  }
}
