package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What went into a sandbox and what came out, for invariants to look at. */
record SandboxCase(Sandbox sandbox, BuildRequest request, HostFacts host, Spec spec) {

  static SandboxCase of(Sandbox sandbox, BuildRequest request, HostFacts host) {
    return new SandboxCase(sandbox, request, host, sandbox.spec(request, host));
  }

  /** The same with a specification that someone meddled with. */
  SandboxCase with(UnaryOperator<Spec> change) {
    return new SandboxCase(sandbox, request, host, change.apply(spec));
  }

  boolean isStandard() {
    return sandbox.profile() == SandboxProfile.STANDARD;
  }

  boolean rootless() {
    return sandbox.rootless().orElse(host.uid() != 0);
  }

  boolean network() {
    return request.constraints().networkAccess();
  }

  /** How much the build may use: what the sandbox and the request both allow. */
  SandboxLimits limits() {
    return LimitInvariants.allowed(this);
  }

  ContainerProcess process() {
    return spec.process().orElseThrow();
  }

  Linux linux() {
    return spec.linux().orElseThrow();
  }

  long uid() {
    return process().user().orElseThrow().uid().orElseThrow();
  }

  long gid() {
    return process().user().orElseThrow().gid().orElseThrow();
  }

  List<LinuxNamespaceType> namespaces() {
    return linux().namespaces().stream().map(namespace -> namespace.type()).toList();
  }

  /** The last mount at a destination: the one that is seen. */
  Optional<Mount> mountAt(String destination) {
    return spec.mounts().stream()
        .filter(mount -> mount.destination().equals(destination))
        .reduce((first, second) -> second);
  }

  String inputDestination(BuildInput input) {
    return "/" + request.inputsDir().orElseThrow() + "/" + input.name();
  }

  static boolean isBind(Mount mount) {
    return mount.options().contains("bind") || mount.options().contains("rbind");
  }
}
