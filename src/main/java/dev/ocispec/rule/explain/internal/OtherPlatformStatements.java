package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.FreeBSD;
import dev.ocispec.spec.FreeBSDJail;
import dev.ocispec.spec.FreeBSDJailAllow;
import dev.ocispec.spec.Solaris;
import dev.ocispec.spec.VM;
import dev.ocispec.spec.ZOS;
import java.util.List;
import java.util.Optional;

/** What counts about containers in virtual machines and for Solaris, z/OS and FreeBSD. */
final class OtherPlatformStatements {
  private static final String JAIL = "/freebsd/jail";

  private OtherPlatformStatements() {}

  static void add(ContainerView container, Statements to) {
    container.spec().vm().ifPresent(vm -> machine(vm, to));
    container.spec().solaris().ifPresent(solaris -> solaris(solaris, to));
    container.spec().zos().ifPresent(zos -> zos(zos, to));
    container.spec().freebsd().ifPresent(freebsd -> freebsd(freebsd, to));
  }

  private static void machine(VM vm, Statements to) {
    to.notable(
        Topic.PLATFORM,
        "/vm",
        "it is meant for a virtual machine with a kernel of its own: with a runtime that makes such"
            + " machines, that machine is the host of these statements; others ignore this and run"
            + " it on the host's kernel");
    to.plain(
        Topic.PLATFORM,
        "/vm/kernel/path",
        "the machine starts the kernel " + Words.path(vm.kernel().path()));
    vm.hypervisor()
        .ifPresent(
            hypervisor ->
                to.notable(
                    Topic.PLATFORM,
                    "/vm/hypervisor/path",
                    "the runtime starts the hypervisor "
                        + Words.path(hypervisor.path())
                        + " on the host"));
    vm.image()
        .ifPresent(
            image ->
                to.plain(
                    Topic.FILESYSTEM,
                    "/vm/image/path",
                    "the machine's root is the image " + Words.path(image.path())));
    vm.hwConfig()
        .ifPresent(
            hardware -> {
              for (int i = 0; i < hardware.dtdevs().size(); i++) {
                to.isolation(
                    Topic.DEVICES,
                    "/vm/hwConfig/dtdevs/" + i,
                    "the machine gets the host's device "
                        + Words.path(hardware.dtdevs().get(i))
                        + " itself");
              }
              for (int i = 0; i < hardware.iomems().size(); i++) {
                to.isolation(
                    Topic.DEVICES,
                    "/vm/hwConfig/iomems/" + i,
                    "the machine gets a range of the host's device memory");
              }
            });
  }

  private static void solaris(Solaris solaris, Statements to) {
    if (solaris.limitpriv().isPresent()) {
      to.notable(
          Topic.CAPABILITIES,
          "/solaris/limitpriv",
          "its zone has the privileges " + Words.path(solaris.limitpriv().orElseThrow()));
    }
    for (int i = 0; i < solaris.anet().size(); i++) {
      to.plain(
          Topic.NETWORK,
          "/solaris/anet/" + i,
          "its zone gets a network interface"
              + solaris.anet().get(i).lowerLink().map(l -> " over " + Words.path(l)).orElse(""));
    }
    if (solaris.cappedMemory().isEmpty()) {
      to.notable(Topic.RESOURCES, "/solaris/cappedMemory", "its zone has no limit on memory");
    }
    if (solaris.cappedCPU().isEmpty()) {
      to.plain(Topic.RESOURCES, "/solaris/cappedCPU", "its zone has no limit on processor time");
    }
  }

  private static void zos(ZOS zos, Statements to) {
    List<String> own = zos.namespaces().stream().map(n -> Words.path(n.type().text())).toList();
    if (own.isEmpty()) {
      to.isolation(
          Topic.NAMESPACES,
          "/zos/namespaces",
          "it has no namespaces of its own: it shares the host's");
    } else {
      to.plain(
          Topic.NAMESPACES, "/zos/namespaces", "it has the z/OS namespaces " + Words.list(own));
    }
  }

  private static void freebsd(FreeBSD freebsd, Statements to) {
    Optional<FreeBSDJail> jail = freebsd.jail();
    if (jail.flatMap(FreeBSDJail::vnet).filter(m -> m.text().equals("new")).isEmpty()) {
      to.isolation(
          Topic.NETWORK,
          JAIL + "/vnet",
          "its jail has no network stack of its own: it uses the host's addresses that it is"
              + " given");
    }
    jail.ifPresent(
        value -> {
          ipc(value, to);
          value.allow().ifPresent(allow -> allowed(allow, to));
        });
    for (int i = 0; i < freebsd.devices().size(); i++) {
      to.notable(
          Topic.DEVICES,
          "/freebsd/devices/" + i,
          "its jail sees the device " + Words.path(freebsd.devices().get(i).path().orElse("")));
    }
  }

  private static void ipc(FreeBSDJail jail, Statements to) {
    inherited("sysvmsg", "message queues", jail.sysvmsg().map(m -> m.text()), to);
    inherited("sysvsem", "semaphores", jail.sysvsem().map(m -> m.text()), to);
    inherited("sysvshm", "shared memory", jail.sysvshm().map(m -> m.text()), to);
  }

  private static void inherited(String member, String what, Optional<String> mode, Statements to) {
    if (mode.filter(text -> text.equals("inherit")).isPresent()) {
      to.isolation(
          Topic.NAMESPACES, JAIL + "/" + member, "its jail shares the host's System V " + what);
    }
  }

  private static void allowed(FreeBSDJailAllow allow, Statements to) {
    if (allow.rawSockets().orElse(false)) {
      to.notable(
          Topic.NETWORK,
          JAIL + "/allow/rawSockets",
          "root in its jail may send raw packets, so forge addresses");
    }
    if (allow.chflags().orElse(false)) {
      to.notable(
          Topic.CAPABILITIES,
          JAIL + "/allow/chflags",
          "root in its jail may change system file flags");
    }
    if (!allow.mount().isEmpty()) {
      to.notable(
          Topic.FILESYSTEM,
          JAIL + "/allow/mount",
          "root in its jail may mount file systems of the types "
              + Words.list(allow.mount().stream().map(Words::path).toList()));
    }
  }
}
