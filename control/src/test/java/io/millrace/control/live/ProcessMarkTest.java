package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {

    private final ObjectNode marked = new ObjectMapper().createObjectNode();

    @Test
    void aProcessIsKnownAgainAndAnotherWithItsIdIsNot() {
        ProcessMark.put(ProcessHandle.current(), marked);
        assertThat(ProcessMark.alive(marked)).contains(ProcessHandle.current());

        marked.put("process_started", marked.path("process_started").asLong() - 10_000);
        assertThat(ProcessMark.alive(marked)).isEmpty();
        assertThat(ProcessMark.alive(null)).isEmpty();
    }

    @Test
    void aProcessThatHasEndedIsNotAlive() throws Exception {
        Process process = new ProcessBuilder("true").start();
        ProcessMark.put(process.toHandle(), marked);
        process.waitFor();

        assertThat(ProcessMark.alive(marked)).isEmpty();
    }
}
