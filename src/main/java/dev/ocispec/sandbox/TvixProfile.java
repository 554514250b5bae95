package dev.ocispec.sandbox;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What tvix-build makes of a request, whatever the host; its faults are kept. */
final class TvixProfile {
  private static final BuildIds IDS = new BuildIds(1000, 100);
  private static final Path SHELL = Path.of("/bin/busybox");
  private static final long OPEN_FILES = 1024;

  private TvixProfile() {}

  static SandboxPlan plan(BuildRequest request, boolean userNamespace, Optional<Path> shell) {
    Spec spec =
        Spec.builder()
            .hostname("localhost")
            .root(root -> root.path(SandboxLayout.ROOT).readonly(true))
            .process(
                process ->
                    process
                        .terminal(true)
                        .user(user -> user.uid(IDS.uid()).gid(IDS.gid()))
                        .args(request.commandArgs())
                        .env(RequestProcess.entries(request))
                        .cwd(RequestProcess.workingDirectory(request))
                        .capabilities(CapabilityRules.tvix(userNamespace))
                        .addRlimit(
                            limit ->
                                limit
                                    .type(PosixRlimitType.RLIMIT_NOFILE)
                                    .hard(OPEN_FILES)
                                    .soft(OPEN_FILES))
                        .noNewPrivileges(true))
            .mounts(TvixMounts.of(request, userNamespace, shell.orElse(SHELL)))
            .linux(
                linux ->
                    linux
                        .namespaces(
                            SandboxNamespaces.tvix(
                                request.constraints().networkAccess(), userNamespace))
                        .maskedPaths(KernelPaths.TVIX_MASKED)
                        .readonlyPaths(KernelPaths.TVIX_READ_ONLY))
            .build();
    return SandboxPlan.of(
        spec, new BuildIdentity(IDS, userNamespace, List.of(), List.of()), List.of());
  }
}
