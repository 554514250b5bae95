package dev.ocispec.bench;

import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;

/**
 * Builds one of the benchmarks' documents member by member, as a program would that has its values
 * at hand.
 */
final class Rebuilt {
  private Rebuilt() {}

  static Spec of(Spec values) {
    Spec.Builder spec = Spec.builder().ociVersion(values.ociVersion());
    values.hostname().ifPresent(spec::hostname);
    values
        .root()
        .ifPresent(
            root -> spec.root(r -> r.path(root.path()).readonly(root.readonly().orElse(false))));
    values.process().ifPresent(process -> spec.process(p -> process(process, p)));
    for (Mount mount : values.mounts()) {
      spec.addMount(
          m -> {
            m.destination(mount.destination());
            mount.type().ifPresent(m::type);
            mount.source().ifPresent(m::source);
            if (!mount.options().isEmpty()) {
              m.options(mount.options());
            }
          });
    }
    values.linux().ifPresent(linux -> spec.linux(l -> linux(linux, l)));
    return spec.build();
  }

  private static void process(ContainerProcess values, ContainerProcess.Builder process) {
    process.cwd(values.cwd()).args(values.args()).env(values.env());
    values.terminal().ifPresent(process::terminal);
    values.noNewPrivileges().ifPresent(process::noNewPrivileges);
    values
        .user()
        .ifPresent(
            user ->
                process.user(
                    u -> {
                      user.uid().ifPresent(u::uid);
                      user.gid().ifPresent(u::gid);
                    }));
    values
        .capabilities()
        .ifPresent(
            sets ->
                process.capabilities(
                    c ->
                        c.bounding(sets.bounding())
                            .effective(sets.effective())
                            .permitted(sets.permitted())));
    values
        .rlimits()
        .forEach(
            limit ->
                process.addRlimit(r -> r.type(limit.type()).hard(limit.hard()).soft(limit.soft())));
  }

  private static void linux(Linux values, Linux.Builder linux) {
    values
        .resources()
        .ifPresent(
            resources ->
                linux.resources(
                    r ->
                        resources
                            .devices()
                            .forEach(
                                device ->
                                    r.addDevice(
                                        d -> {
                                          d.allow(device.allow());
                                          device.access().ifPresent(d::access);
                                        }))));
    values.namespaces().forEach(namespace -> linux.addNamespace(n -> n.type(namespace.type())));
    linux.maskedPaths(values.maskedPaths()).readonlyPaths(values.readonlyPaths());
    values.seccomp().ifPresent(seccomp -> linux.seccomp(s -> seccomp(seccomp, s)));
  }

  private static void seccomp(LinuxSeccomp values, LinuxSeccomp.Builder seccomp) {
    seccomp.defaultAction(values.defaultAction()).architectures(values.architectures());
    values.defaultErrnoRet().ifPresent(seccomp::defaultErrnoRet);
    values
        .syscalls()
        .forEach(
            syscall ->
                seccomp.addSyscall(
                    s -> {
                      s.names(syscall.names()).action(syscall.action());
                      syscall
                          .args()
                          .forEach(
                              arg ->
                                  s.addArg(
                                      a -> {
                                        a.index(arg.index()).value(arg.value()).op(arg.op());
                                        arg.valueTwo().ifPresent(a::valueTwo);
                                      }));
                    }));
  }
}
