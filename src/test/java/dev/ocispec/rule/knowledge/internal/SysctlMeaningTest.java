package dev.ocispec.rule.knowledge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SysctlMeaningTest {
  @ParameterizedTest
  @CsvSource({
    "net.ipv4.ip_forward, net.ipv4.ip_forward",
    "net/ipv4/ip_forward, net.ipv4.ip_forward",
    "net/ipv4/conf/eth0.1/forwarding, net.ipv4.conf.eth0/1.forwarding",
    "net.ipv4.conf.eth0/1.forwarding, net.ipv4.conf.eth0/1.forwarding"
  })
  void aNameThatBeginsWithASlashAsSeparatorSwapsSlashesAndDots(String name, String dotted) {
    assertThat(SysctlMeaning.dotted(name)).isEqualTo(dotted);
  }

  @ParameterizedTest
  @CsvSource({
    "net/ipv4/conf/eth0.1/forwarding, network",
    "kernel/shm_rmid_forced, ipc",
    "fs/mqueue/msg_max, ipc",
    "kernel/domainname, uts",
    "user.max_user_namespaces, user",
    "vm.overcommit_memory, ''",
    "kernel.panic, ''"
  })
  void aParameterBelongsToANamespaceHoweverItsNameIsSpelled(String name, String namespace) {
    assertThat(SysctlMeaning.namespace(name)).isEqualTo(namespace);
  }
}
