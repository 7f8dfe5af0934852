package io.tidemark.sandbox.replay;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.task.SQLTask;

/** The two tables of the replay, made when they are missing. */
final class EarthquakeTables {
    static final String SOURCE = "earthquakes";
    static final String TARGET = "earthquakes_changes";

    /** When the replay began, milliseconds since 1970; tells replays apart. */
    static final String REPLAY = "replay";

    /** Numbers the changes of one replay from 1 without a gap, so that a lost one would show. */
    static final String CHANGE_NUMBER = "change_number";

    private static final int RETENTION_HOURS = 24;

    private static final String TARGET_DDL = "CREATE TABLE IF NOT EXISTS " + TARGET
            + " (`id` STRING, `time` DATETIME, `updated` DATETIME, `mag` DOUBLE, "
            + "`mag_type` STRING, `place` STRING, `status` STRING, `net` STRING, `nst` BIGINT, `tsunami` BIGINT, "
            + "`sig` BIGINT, `longitude` DOUBLE, `latitude` DOUBLE, `depth` DOUBLE, `" + REPLAY + "` BIGINT, `"
            + CHANGE_NUMBER + "` BIGINT) PARTITIONED BY (`ds` STRING, `hm` STRING);";

    private EarthquakeTables() {}

    static void create(SyncClient tablestore, Odps maxCompute) throws OdpsException {
        TableMeta meta = new TableMeta(SOURCE);
        meta.addPrimaryKeyColumn("id", PrimaryKeyType.STRING);
        CreateTableRequest request = new CreateTableRequest(meta, new TableOptions(-1, 1));
        request.setStreamSpecification(new StreamSpecification(true, RETENTION_HOURS));
        try {
            tablestore.createTable(request);
        } catch (TableStoreException e) {
            if (!"OTSObjectAlreadyExist".equals(e.getErrorCode())) {
                throw e;
            }
        }
        SQLTask.run(maxCompute, TARGET_DDL).waitForSuccess();
    }
}
