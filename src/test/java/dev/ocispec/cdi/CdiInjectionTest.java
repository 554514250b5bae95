package dev.ocispec.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.JsonTrees;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files ask for gets into a configuration. */
@Tag("unit")
class CdiInjectionTest {
  @TempDir private Path temporary;

  private static Spec base() {
    return Json.read(
        "{\"ociVersion\":\"1.2.0\",\"process\":{\"cwd\":\"/\",\"args\":[\"sh\"],\"env\":[\"A=1\",\"B=1\"],"
            + "\"user\":{\"uid\":0,\"gid\":0,\"additionalGids\":[7]}}}",
        Spec.class);
  }

  private Spec changed(String edits) {
    return new CdiFolder(temporary).changing(edits).inject(base());
  }

  private static void same(Object json, String expected) {
    assertThat(JsonTrees.of(json.toString())).isEqualTo(JsonTrees.of(expected.replace('\'', '"')));
  }

  private static Linux linux(Spec spec) {
    return spec.linux().orElseThrow();
  }

  @Test
  void aVariableTakesThePlaceOfOneWithItsName() {
    assertThat(changed("'env':['B=2','C=x=y']").process().orElseThrow().env())
        .containsExactly("A=1", "B=2", "C=x=y");
  }

  @Test
  void groupsAreAddedOnceAndWithoutZero() {
    assertThat(
            changed("'additionalGids':[0,44,7,44]")
                .process()
                .orElseThrow()
                .user()
                .orElseThrow()
                .additionalGids())
        .containsExactly(7L, 44L);
    assertThat(
            changed("'additionalGIDs':[44]")
                .process()
                .orElseThrow()
                .user()
                .orElseThrow()
                .additionalGids())
        .containsExactly(7L, 44L);
  }

  @Test
  void aNodeIsDescribedByTheHostWhereItsFileIsSilent() {
    Spec spec =
        changed("'deviceNodes':[{'path':'/dev/gpu','hostPath':'/dev/sda','permissions':'r'}]");

    same(
        Json.unchecked().toString(linux(spec)),
        "{'devices':[{'path':'/dev/gpu','type':'b','major':8,'minor':0}],'resources':{'devices':["
            + "{'allow':true,'type':'b','major':8,'minor':0,'access':'r'}]}}");
  }

  @Test
  void aNodeThatIsDescribedInFullNeedsNoHost() {
    Spec spec =
        changed(
            "'deviceNodes':[{'path':'/dev/gpu','type':'u','major':195,'minor':1,'fileMode':432,"
                + "'uid':3,'gid':4}]");

    same(
        Json.unchecked().toString(linux(spec)),
        "{'devices':[{'path':'/dev/gpu','type':'u','major':195,'minor':1,'fileMode':432,'uid':3,"
            + "'gid':4}],'resources':{'devices':[{'allow':true,'type':'c','major':195,'minor':1,"
            + "'access':'rwm'}]}}");
  }

  @Test
  void aFifoHasNoNumbersAndNeedsNoRight() {
    same(
        Json.unchecked().toString(linux(changed("'deviceNodes':[{'path':'/dev/fifo'}]"))),
        "{'devices':[{'path':'/dev/fifo','type':'p'}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'path':'/dev/gone' | /dev/gone: expected a device node on this host, which its file relies"
            + " on: no such file or folder",
        "'path':'/dev/x','hostPath':'/etc/passwd' | /etc/passwd: expected a device node on this"
            + " host, found something else; files that give no type and no major number depend on"
            + " it",
        "'path':'/dev/null','type':'b' | /dev/null: expected a device of type b on this host, found"
            + " c",
      })
  void aHostWithoutTheNodeIsAnError(String node, String message) {
    assertThatThrownBy(() -> changed("'deviceNodes':[{" + node + "}]"))
        .isInstanceOf(CdiInjectionException.class)
        .hasMessage(message);
  }

  @Test
  void theMachineItselfIsAskedByDefault() {
    new CdiFolder(temporary).changing("'deviceNodes':[{'path':'/dev/null'}]");

    same(
        Json.unchecked()
            .toString(
                linux(Cdi.load(temporary).inject(base(), "vendor.com/gpu=0")).devices().get(0)),
        "{'path':'/dev/null','type':'c','major':1,'minor':3}");
  }

  @Test
  void interfacesAndIntelRdtGetIntoTheirSections() {
    new CdiFolder(temporary)
        .with(
            "vendor.json",
            CdiFolder.file(
                "1.1.0",
                "0",
                "'netDevices':[{'hostInterfaceName':'eth1','name':'net0'}],'intelRdt':{'closID':'a',"
                    + "'l3CacheSchema':'L3:0=f','memBwSchema':'MB:0=20','schemata':['L3:1=f'],"
                    + "'enableMonitoring':true}"));

    same(
        Json.unchecked().toString(linux(Cdi.load(temporary).inject(base(), "vendor.com/gpu=0"))),
        "{'netDevices':{'eth1':{'name':'net0'}},'intelRdt':{'closID':'a','l3CacheSchema':'L3:0=f',"
            + "'memBwSchema':'MB:0=20','schemata':['L3:1=f'],'enableMonitoring':true}}");
    same(
        Json.unchecked()
            .toString(linux(changed("'intelRdt':{'enableCMT':true,'enableMBM':false}"))),
        "{'intelRdt':{'enableCMT':true,'enableMBM':false}}");
  }

  @Test
  void theChangesOfAFileAreMadeOnceAndBeforeThoseOfItsDevices() {
    Path path =
        new CdiFolder(temporary)
            .with(
                "vendor.json",
                "{'cdiVersion':'0.5.0','kind':'vendor.com/gpu','devices':["
                    + "{'name':'a','containerEdits':{'env':['WHO=a'],'hooks':[{'hookName':'poststop','path':'/a'}]}},"
                    + "{'name':'b'}],"
                    + "'containerEdits':{'env':['WHO=file'],'hooks':[{'hookName':'poststop','path':'/file'}]}}")
            .path();

    Spec spec =
        Cdi.load(path).inject(base(), "vendor.com/gpu=b", "vendor.com/gpu=a", "vendor.com/gpu=b");

    assertThat(spec.process().orElseThrow().env()).containsExactly("A=1", "B=1", "WHO=a");
    assertThat(spec.hooks().orElseThrow().poststop())
        .extracting(hook -> hook.path())
        .containsExactly("/file", "/a");
  }

  @Test
  void mountsComeAfterThoseThatTheyAreBelow() {
    new CdiFolder(temporary)
        .changing(
            "'mounts':[{'hostPath':'/x','containerPath':'/proc/a','options':['bind']},"
                + "{'hostPath':'/x','containerPath':'/dev/shm'},{'hostPath':'/x','containerPath':'/'}]");

    assertThat(Cdi.load(temporary).inject(Presets.runc(), "vendor.com/gpu=0").mounts())
        .extracting(mount -> mount.destination() + " " + mount.source().orElse(""))
        .containsExactly(
            "/ /x",
            "/dev tmpfs",
            "/proc proc",
            "/sys sysfs",
            "/dev/mqueue mqueue",
            "/dev/pts devpts",
            "/dev/shm /x",
            "/proc/a /x",
            "/sys/fs/cgroup cgroup");
  }

  @Test
  void aConfigurationWithoutProcessGetsNoVariables() {
    CdiFolder folder = new CdiFolder(temporary).changing("'env':['A=2']");

    assertThatThrownBy(() -> folder.inject(Spec.builder().build()))
        .isInstanceOf(CdiInjectionException.class)
        .hasMessageStartingWith("process: expected one that gets the variables and groups");
  }

  @Test
  void withoutDevicesNothingChanges() {
    assertThat(Cdi.load(temporary).inject(base())).isEqualTo(base());
  }
}
