package consumer;

import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Capabilities;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.preset.Presets;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Report;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.Container;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Uses the library as its users do, and prints what comes of it. */
public final class Surface {
  private Surface() {}

  /** The folder to work in, and {@code run} where a runtime may be used. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Spec spec = buildAndEmit(folder);
    Spec read = read(folder.resolve("bundle/config.json"));
    System.out.println("same " + read.equals(spec));
    Spec edited = edit(read);
    values();
    validate(edited, folder);
    mappers(spec);
    BuildRequest request = request(folder);
    if (args.length > 1) {
      runABundle(folder);
      build(request, folder);
    }
  }

  private static Spec buildAndEmit(Path folder) {
    Spec spec =
        Spec.builder()
            .hostname("box")
            .root(r -> r.path("rootfs").readonly(true))
            .process(
                p ->
                    p.cwd("/")
                        .args("sh", "-c", "echo hi")
                        .addEnv("PATH=/bin")
                        .user(u -> u.uid(0).gid(0)))
            .addMount(m -> m.destination("/proc").type("proc").source("proc"))
            .linux(
                l ->
                    l.addNamespace(n -> n.type(LinuxNamespaceType.PID))
                        .addNamespace(n -> n.type(LinuxNamespaceType.MOUNT))
                        .addNamespace(n -> n.type(LinuxNamespaceType.UTS))
                        .resources(res -> res.pids(p -> p.limit(64))))
            .putAnnotation("com.example.key", "value")
            .build();
    System.out.println("compact " + new String(Json.toBytes(spec)));
    System.out.println("pretty " + Json.toPrettyString(spec).lines().count());
    System.out.println("digest " + Json.digest(spec).startsWith("sha256:"));
    System.out.println("unchecked " + Json.unchecked().toBytes(spec).length);
    Json.write(spec, folder.resolve("bundle/config.json"));
    return spec;
  }

  private static Spec read(Path file) {
    Spec read = Json.read(file, Spec.class);
    System.out.println("again " + Json.read(Json.toBytes(read), Spec.class).equals(read));
    return read;
  }

  private static Spec edit(Spec read) {
    Spec edited =
        read.toBuilder()
            .process(p -> p.putEnv("LANG", "C.UTF-8").removeEnv("DEBUG").terminal(false))
            .putMount(m -> m.destination("/tmp").type("tmpfs").source("tmpfs"))
            .removeMount("/sys/fs/cgroup")
            .linux(
                l ->
                    l.putNamespace(LinuxNamespaceType.NETWORK)
                        .removeNamespace(LinuxNamespaceType.CGROUP))
            .build();
    Spec dropped = Capabilities.of(edited).drop(Capability.CAP_NET_RAW).apply();
    Spec rootless = Presets.rootless(dropped, IdMappings.single(1000, 1000));
    System.out.println("edited " + edited.process().orElseThrow().env());
    System.out.println("rootless " + rootless.linux().orElseThrow().uidMappings().size());
    return edited;
  }

  private static void values() {
    LinuxNamespaceType future = LinuxNamespaceType.of("quantum");
    PosixRlimit core =
        PosixRlimit.builder()
            .type(PosixRlimitType.RLIMIT_CORE)
            .soft(Unsigned64.MAX)
            .hard(Unsigned64.MAX)
            .build();
    System.out.println("values " + future.isKnown() + " " + core.hard());
  }

  private static void validate(Spec edited, Path folder) {
    Report report = Validator.standard().validate(edited);
    System.out.println("valid " + report.isValid());
    for (Finding f : Validator.standard().validate(folder.resolve("odd.json")).findings()) {
      System.out.println(f.level() + " " + f.rule() + " " + f.pointer() + ": " + f.message());
    }
    System.out.println("official " + SchemaValidator.ofLibrary().validate(edited).isValid());
  }

  private static void mappers(Spec spec) {
    System.out.println("plain " + new JsonMapper().writeValueAsString(Map.of("spec", spec)));
    String json = "{\"ociVersion\":\"1.0.2\"}";
    JsonMapper found = JsonMapper.builder().findAndAddModules().build();
    System.out.println("found " + found.readValue(json, Spec.class).ociVersion());
    try {
      System.out.println(new JsonMapper().readValue(json, Spec.class));
    } catch (RuntimeException e) {
      System.out.println("refused " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static BuildRequest request(Path folder) {
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs("/bin/sh", "-c", "cp /inputs/src/a /build/out")
            .workingDir("build")
            .addScratchPaths("build")
            .inputsDir("inputs")
            .addOutputs("build/out")
            .addInput("src", folder.resolve("src"))
            .putEnvironment("HOME", "/homeless")
            .constraints(c -> c.system("x86_64-linux").networkAccess(false).provideBinSh(true))
            .build();
    Sandbox sandbox = Sandbox.standard().rootless(true).shell(Path.of("/usr/bin/busybox"));
    HostFacts facts = HostFacts.detect().toBuilder().uid(1000).gid(1000).build();
    Spec sandboxed = sandbox.spec(request, facts);
    // What the first process is told before the command depends on the limits of whoever builds.
    List<String> args = sandboxed.process().orElseThrow().args();
    System.out.println("sandboxed " + args.get(args.indexOf("--") + 1));
    return request;
  }

  private static void runABundle(Path folder) {
    OciRuntime runc = OciRuntime.find("runc");
    String id = "consumer-" + ProcessHandle.current().pid();
    RunResult run =
        runc.run(id + "-1", folder.resolve("bundle"), r -> r.timeout(Duration.ofSeconds(10)));
    System.out.println("ran " + run.exitCode() + " " + run.signal());
    try (Container c = runc.create(id + "-2", folder.resolve("bundle"))) {
      c.start();
      System.out.println("stopped " + c.awaitStopped(Duration.ofSeconds(10)).status());
    }
  }

  private static void build(BuildRequest request, Path folder) throws Exception {
    URI address = URI.create("oci://" + folder.resolve("builds"));
    try (BuildService builds = BuildService.open(address)) {
      BuildResult result = builds.submit(request).join();
      System.out.println("built " + result.status() + " " + result.outputs().size());
    }
  }
}
