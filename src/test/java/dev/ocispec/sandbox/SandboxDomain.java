package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.HostArbitraries.Caller;
import dev.ocispec.spec.Capability;
import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Arbitrary requests on arbitrary hosts, with both profiles, rootless and rootful, with and without
 * network. What stands against a case with profile standard is left out, so that a refusal is a
 * failure.
 */
public final class SandboxDomain extends DomainContextBase {

  @Provide
  Arbitrary<SandboxCase> cases() {
    return Arbitraries.oneOf(tvix(), standard(), standard());
  }

  @Provide
  Arbitrary<BuildRequest> requests() {
    return RequestArbitraries.placeable();
  }

  static Arbitrary<SandboxCase> tvix() {
    return Combinators.combine(
            RequestArbitraries.any(),
            Arbitraries.of(Caller.class).flatMap(HostArbitraries::of),
            Arbitraries.of(Optional.of(true), Optional.of(false), Optional.<Boolean>empty()),
            Arbitraries.of("/usr/lib/sandbox/sh", "/bin/busybox").optional())
        .as(
            (request, host, rootless, shell) -> {
              Sandbox sandbox = rootless.map(Sandbox.tvix()::rootless).orElse(Sandbox.tvix());
              return SandboxCase.of(
                  shell.map(Path::of).map(sandbox::shell).orElse(sandbox), request, host);
            });
  }

  static Arbitrary<SandboxCase> standard() {
    return Arbitraries.of(Caller.class)
        .flatMap(
            caller ->
                Combinators.combine(
                        RequestArbitraries.placeable(),
                        HostArbitraries.of(caller),
                        sandboxes(caller),
                        Arbitraries.of(true, false))
                    .as(
                        (request, host, sandbox, system) ->
                            SandboxCase.of(
                                withOwnIds(sandbox, host, request.outputs().size()),
                                RequestArbitraries.on(
                                    request,
                                    host.systems().stream()
                                        .skip(request.scratchPaths().size() % 2)
                                        .findFirst()
                                        .filter(s -> system)),
                                NetworkArbitraries.able(request, host))));
  }

  /** At place 0 as if they had not been given. */
  private static Sandbox withOwnIds(Sandbox sandbox, HostFacts host, int place) {
    boolean userNamespace = sandbox.rootless().orElse(host.uid() != 0);
    return place == 0
        ? sandbox
        : HostIds.at(host, userNamespace, place - 1).map(sandbox::hostIds).orElse(sandbox);
  }

  private static Arbitrary<Sandbox> sandboxes(Caller caller) {
    Arbitrary<Sandbox> withIds =
        switch (caller) {
          // Whether there is a user namespace, root must say when it is to have one.
          case ROOT ->
              Arbitraries.of(
                  Sandbox.standard(),
                  Sandbox.standard().rootless(false),
                  Sandbox.standard().buildIds(1000, 100));
          case ROOT_WITH_LENT_IDS ->
              Arbitraries.of(
                  Sandbox.standard().rootless(true),
                  Sandbox.standard()
                      .rootless(true)
                      .buildIds(0, 0)
                      .capabilities(Capability.CAP_SYS_CHROOT, Capability.CAP_CHOWN),
                  Sandbox.standard().rootless(false));
          case USER_WITH_LENT_IDS ->
              Arbitraries.of(
                  Sandbox.standard(),
                  Sandbox.standard().rootless(true),
                  Sandbox.standard().buildIds(1, 4_000_000_000L),
                  Sandbox.standard().buildIds(0, 7),
                  Sandbox.standard().buildIds(0, 0).capabilities(Capability.CAP_SETUID));
          case USER ->
              Arbitraries.of(
                  Sandbox.standard(),
                  Sandbox.standard().rootless(true).capabilities(Capability.CAP_SYS_CHROOT),
                  Sandbox.standard().buildIds(0, 0));
        };
    return Combinators.combine(withIds, limits(), Arbitraries.of(true, false), shells())
        .as(
            (sandbox, limits, terminal, shell) -> {
              Sandbox more = sandbox.limits(limits).terminal(terminal);
              return shell.map(more::shell).orElse(more);
            });
  }

  private static Arbitrary<Optional<Path>> shells() {
    return Arbitraries.of("/bin/busybox", "/opt/bash").map(Path::of).optional();
  }

  private static Arbitrary<SandboxLimits> limits() {
    return Arbitraries.of(
        SandboxLimits.DEFAULT,
        SandboxLimits.DEFAULT.withMemory(2L << 30).withProcesses(1),
        SandboxLimits.DEFAULT.withCpuMillis(10).withOpenFiles(16).withTemporarySpace(4096),
        SandboxLimits.DEFAULT.withMemory(1L << 30).withCpuMillis(1500),
        SandboxLimits.DEFAULT.withSharedMemoryExec(true).withSharedMemory(4096),
        SandboxLimits.DEFAULT.withDisk(4096).withDiskFiles(1).withOpenFiles(2000));
  }
}
