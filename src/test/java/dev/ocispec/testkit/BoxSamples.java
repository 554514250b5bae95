package dev.ocispec.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ocispec.runtime.Container;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.state.ContainerState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Test classes as users write them; they are run by those that look at what becomes of them. */
final class BoxSamples {
  private BoxSamples() {}

  private static void note(TestReporter reporter, TestContainer box) {
    reporter.publishEntry("folder", box.bundle().getParent().toString());
  }

  /** Commands that run and end. */
  @ExtendWith(ContainerExtension.class)
  static class Commands {
    private TestContainer before;

    @BeforeEach
    void keep(TestContainer box) {
      before = box;
    }

    @Test
    void says(TestContainer box, TestReporter reporter) {
      note(reporter, box);
      assertSame(before, box);
      assertEquals("hi", box.run("echo", "hi").stdoutText().strip());
    }

    @Test
    void isRootWithTheHostNameBox(TestContainer box, TestReporter reporter) {
      note(reporter, box);
      RunResult result = box.run("sh", "-c", "id -u; hostname; cat /proc/1/comm; exit 3");
      assertEquals("0\nbox\nsh\n", result.stdoutText());
      assertEquals(3, result.exitCode());
    }

    @Test
    void isChangedByEdits(TestContainer box, TestReporter reporter) {
      note(reporter, box);
      box.edit(spec -> spec.hostname("server").process(p -> p.putEnv("COLOUR", "red")));
      assertEquals("server red\n", box.run("sh", "-c", "echo $(hostname) $COLOUR").stdoutText());
      assertEquals("server", box.spec().hostname().orElseThrow());
    }

    @Test
    void readsInputAndSharesFiles(TestContainer box, TestReporter reporter) throws IOException {
      note(reporter, box);
      byte[] input = "from outside".getBytes(StandardCharsets.UTF_8);
      box.run(
          o -> o.stdin(input), "sh", "-c", "cat > /tmp/seen; mkdir /tmp/shut; chmod 0 /tmp/shut");
      assertEquals("from outside", Files.readString(box.rootfs().resolve("tmp/seen")));
    }

    @Test
    void hasTwoBoxes(TestContainer one, TestContainer other, TestReporter reporter) {
      note(reporter, one);
      note(reporter, other);
      one.run("touch", "/here");
      assertTrue(Files.exists(one.rootfs().resolve("here")));
      assertTrue(Files.notExists(other.rootfs().resolve("here")));
    }

    @AfterEach
    void same(TestContainer box) {
      assertSame(before, box);
    }
  }

  /** A container that is still running when its test fails. */
  @ExtendWith(ContainerExtension.class)
  static class Failing {
    @Test
    void fails(TestContainer box, TestReporter reporter) {
      note(reporter, box);
      Container server = box.create("sleep", "98761");
      server.start();
      box.create("sleep", "98761");
      assertEquals(ContainerState.RUNNING, server.state().status());
      throw new AssertionError("as meant");
    }

    @Test
    void endsByItself(TestContainer box, TestReporter reporter) {
      note(reporter, box);
      Container server = box.create("true");
      server.start();
      assertEquals(ContainerState.STOPPED, server.awaitStopped(Duration.ofSeconds(20)).status());
    }
  }

  /** Something that is still mounted in the folder when the test ends. */
  @ExtendWith(ContainerExtension.class)
  static class Mounting {
    @Test
    void mounts(TestContainer box, TestReporter reporter) throws Exception {
      note(reporter, box);
      Path point = Files.createDirectory(box.bundle().resolve("a place"));
      Process mount =
          new ProcessBuilder("mount", "-t", "tmpfs", "tmpfs", point.toString()).inheritIO().start();
      assertEquals(0, mount.waitFor());
    }
  }

  /** Many tests at a time. */
  @ExtendWith(ContainerExtension.class)
  @Execution(ExecutionMode.CONCURRENT)
  static class Parallel {
    @RepeatedTest(8)
    @Execution(ExecutionMode.CONCURRENT)
    void says(TestContainer box, TestReporter reporter) {
      note(reporter, box);
      String name = box.bundle().toString();
      assertEquals(name, box.run("echo", name).stdoutText().strip());
    }
  }

  /** A box of the whole class, with a configuration of its own. */
  static class Shared {
    @RegisterExtension
    static final ContainerExtension EXTENSION =
        new ContainerExtension().withSpec(spec -> spec.hostname("shared"));

    private static TestContainer first;

    @BeforeAll
    static void make(TestContainer box, TestReporter reporter) {
      note(reporter, box);
      first = box;
    }

    @Test
    void one(TestContainer box) {
      assertSame(first, box);
      assertEquals("shared\n", box.run("hostname").stdoutText());
    }

    @Test
    void other(TestContainer box) {
      assertSame(first, box);
    }
  }

  /** A test that needs no container beside one that does. */
  @ExtendWith(ContainerExtension.class)
  static class Mixed {
    @Test
    void asks(TestContainer box) {
      box.run("true");
    }

    @Test
    void asksForNothing() {
      assertTrue(true);
    }
  }
}
