package io.millrace.deploy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.spec.FlinkVersion;

/**
 * Reads manifests with the classes that the operator and Kubernetes clients read them with. Those
 * let unknown fields pass; here nothing does, for an unknown field is a setting that nobody heeds.
 */
final class KubernetesModel {

    private static final Map<String, Class<?>> KINDS =
            Map.ofEntries(
                    Map.entry("v1 ConfigMap", ConfigMap.class),
                    Map.entry("v1 Namespace", Namespace.class),
                    Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
                    Map.entry("v1 Service", Service.class),
                    Map.entry("v1 ServiceAccount", ServiceAccount.class),
                    Map.entry("apps/v1 Deployment", Deployment.class),
                    Map.entry("batch/v1 CronJob", CronJob.class),
                    Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
                    Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("rbac.authorization.k8s.io/v1 Role", Role.class),
                    Map.entry("rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class),
                    Map.entry("flink.apache.org/v1beta1 FlinkDeployment", FlinkDeployment.class));

    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .setAnnotationIntrospector(new NothingUnknown());

    private KubernetesModel() {}

    /** What is wrong with the document; empty when its model takes every field. */
    static List<String> complaints(Map<String, Object> document) {
        String kind = Yaml.text(document, "apiVersion") + " " + Yaml.text(document, "kind");
        String name = kind + " " + Yaml.text(document, "metadata", "name");
        Class<?> model = KINDS.get(kind);
        if (model == null) {
            return List.of(name + ": unknown kind (expected: one of " + KINDS.keySet() + ")");
        }
        List<String> complaints = new ArrayList<>();
        try {
            STRICT.readValue(
                    STRICT.writeValueAsString(document).replace("\"v2_3\"", newestVersion()),
                    model);
        } catch (JsonMappingException wrong) {
            complaints.add(
                    name + ": " + wrong.getPathReference() + ": " + wrong.getOriginalMessage());
        } catch (com.fasterxml.jackson.core.JsonProcessingException unreadable) {
            complaints.add(name + ": " + unreadable.getOriginalMessage());
        }
        return complaints;
    }

    /**
     * The model on Maven Central is older than the operator that knows Flink 2.3, so its newest
     * version stands in for ours; that ours is the one of the build is a check of its own.
     */
    private static String newestVersion() {
        FlinkVersion[] known = FlinkVersion.values();
        return "\"" + known[known.length - 1].name() + "\"";
    }

    /** Forgets what lets unknown fields pass. */
    private static final class NothingUnknown extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }

        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(
                MapperConfig<?> config, Annotated member) {
            return super.findPropertyIgnoralByName(config, member).withoutIgnoreUnknown();
        }
    }
}
