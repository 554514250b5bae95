package dev.ocispec.bench;

import dev.ocispec.bench.bean.ContainerProcessBean;
import dev.ocispec.bench.bean.LinuxBean;
import dev.ocispec.bench.bean.LinuxCapabilitiesBean;
import dev.ocispec.bench.bean.LinuxDeviceCgroupBean;
import dev.ocispec.bench.bean.LinuxNamespaceBean;
import dev.ocispec.bench.bean.LinuxResourcesBean;
import dev.ocispec.bench.bean.LinuxSeccompArgBean;
import dev.ocispec.bench.bean.LinuxSeccompBean;
import dev.ocispec.bench.bean.LinuxSyscallBean;
import dev.ocispec.bench.bean.MountBean;
import dev.ocispec.bench.bean.PosixRlimitBean;
import dev.ocispec.bench.bean.RootBean;
import dev.ocispec.bench.bean.SpecBean;
import dev.ocispec.bench.bean.UserBean;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompArg;
import dev.ocispec.spec.LinuxSyscall;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Does with setters, from the same values, what {@link Rebuilt} does with builders. A list of plain
 * values is taken over as it is, since a setter does not copy.
 */
final class RebuiltBean {
  private RebuiltBean() {}

  static SpecBean of(Spec values) {
    SpecBean spec = new SpecBean();
    spec.setOciVersion(values.ociVersion());
    values.hostname().ifPresent(spec::setHostname);
    values
        .root()
        .ifPresent(
            root -> {
              RootBean bean = new RootBean();
              bean.setPath(root.path());
              bean.setReadonly(root.readonly().orElse(false));
              spec.setRoot(bean);
            });
    values.process().ifPresent(process -> spec.setProcess(process(process)));
    if (!values.mounts().isEmpty()) {
      spec.setMounts(each(values.mounts(), RebuiltBean::mount));
    }
    values.linux().ifPresent(linux -> spec.setLinux(linux(linux)));
    return spec;
  }

  private static <T, B> List<B> each(List<T> values, Function<T, B> bean) {
    List<B> beans = new ArrayList<>(values.size());
    for (T value : values) {
      beans.add(bean.apply(value));
    }
    return beans;
  }

  private static MountBean mount(Mount values) {
    MountBean mount = new MountBean();
    mount.setDestination(values.destination());
    values.type().ifPresent(mount::setType);
    values.source().ifPresent(mount::setSource);
    if (!values.options().isEmpty()) {
      mount.setOptions(values.options());
    }
    return mount;
  }

  private static ContainerProcessBean process(ContainerProcess values) {
    ContainerProcessBean process = new ContainerProcessBean();
    process.setCwd(values.cwd());
    process.setArgs(values.args());
    process.setEnv(values.env());
    values.terminal().ifPresent(process::setTerminal);
    values.noNewPrivileges().ifPresent(process::setNoNewPrivileges);
    values
        .user()
        .ifPresent(
            user -> {
              UserBean bean = new UserBean();
              user.uid().ifPresent(bean::setUid);
              user.gid().ifPresent(bean::setGid);
              process.setUser(bean);
            });
    values
        .capabilities()
        .ifPresent(
            sets -> {
              LinuxCapabilitiesBean bean = new LinuxCapabilitiesBean();
              bean.setBounding(each(sets.bounding(), Capability::text));
              bean.setEffective(each(sets.effective(), Capability::text));
              bean.setPermitted(each(sets.permitted(), Capability::text));
              process.setCapabilities(bean);
            });
    if (!values.rlimits().isEmpty()) {
      process.setRlimits(
          each(
              values.rlimits(),
              limit -> {
                PosixRlimitBean bean = new PosixRlimitBean();
                bean.setType(limit.type().text());
                bean.setHard(limit.hard().toLongExact());
                bean.setSoft(limit.soft().toLongExact());
                return bean;
              }));
    }
    return process;
  }

  private static LinuxBean linux(Linux values) {
    LinuxBean linux = new LinuxBean();
    values
        .resources()
        .ifPresent(
            resources -> {
              LinuxResourcesBean bean = new LinuxResourcesBean();
              bean.setDevices(
                  each(
                      resources.devices(),
                      device -> {
                        LinuxDeviceCgroupBean rule = new LinuxDeviceCgroupBean();
                        rule.setAllow(device.allow());
                        device.access().ifPresent(rule::setAccess);
                        return rule;
                      }));
              linux.setResources(bean);
            });
    linux.setNamespaces(
        each(
            values.namespaces(),
            namespace -> {
              LinuxNamespaceBean bean = new LinuxNamespaceBean();
              bean.setType(namespace.type().text());
              return bean;
            }));
    linux.setMaskedPaths(values.maskedPaths());
    linux.setReadonlyPaths(values.readonlyPaths());
    values.seccomp().ifPresent(seccomp -> linux.setSeccomp(seccomp(seccomp)));
    return linux;
  }

  private static LinuxSeccompBean seccomp(LinuxSeccomp values) {
    LinuxSeccompBean seccomp = new LinuxSeccompBean();
    seccomp.setDefaultAction(values.defaultAction().text());
    values.defaultErrnoRet().ifPresent(seccomp::setDefaultErrnoRet);
    seccomp.setArchitectures(each(values.architectures(), architecture -> architecture.text()));
    seccomp.setSyscalls(each(values.syscalls(), RebuiltBean::syscall));
    return seccomp;
  }

  private static LinuxSyscallBean syscall(LinuxSyscall values) {
    LinuxSyscallBean syscall = new LinuxSyscallBean();
    syscall.setNames(values.names());
    syscall.setAction(values.action().text());
    if (!values.args().isEmpty()) {
      syscall.setArgs(each(values.args(), RebuiltBean::argument));
    }
    return syscall;
  }

  private static LinuxSeccompArgBean argument(LinuxSeccompArg values) {
    LinuxSeccompArgBean argument = new LinuxSeccompArgBean();
    argument.setIndex(values.index());
    argument.setValue(values.value().toLongExact());
    argument.setOp(values.op().text());
    values.valueTwo().ifPresent(value -> argument.setValueTwo(value.toLongExact()));
    return argument;
  }
}
