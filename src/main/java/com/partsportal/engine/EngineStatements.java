package com.partsportal.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The engine's SQL, some forty XML files. Parsing them takes 1.8 s of CPU in a young JVM, so a thread of its own does it while
 * Spring looks for the beans; the engine then gets the result, which is what it would have parsed itself.
 */
final class EngineStatements {

    private static final String POSTGRESQL = "postgres";
    private static final String NO_TABLE_PREFIX = "";

    private final FutureTask<Configuration> reading = new FutureTask<>(EngineStatements::read);

    /** Begins to parse as soon as there is a context; named in {@code META-INF/spring.factories}. */
    static final class Ahead implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            if (!context.getEnvironment().getProperty(EngineSettings.TUNING, Boolean.class, true)) {
                return;
            }
            var statements = new EngineStatements();
            context.getBeanFactory().registerSingleton("engineStatements", statements);
            var thread = new Thread(statements.reading, "engine-statements");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * For {@link ProcessEngineConfigurationImpl#setSqlSessionFactory}: takes part in Spring's transactions. Waits until all files are parsed.
     *
     * @throws IllegalStateException when the files could not be read
     */
    SqlSessionFactory on(DataSource dataSource) {
        try {
            var statements = reading.get();
            statements.setEnvironment(new Environment(
                    "default", new ManagedTransactionFactory(), new TransactionAwareDataSourceProxy(dataSource)));
            return new DefaultSqlSessionFactory(statements);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the engine's statements cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the engine's statements were read", e);
        }
    }

    private static Configuration read() {
        var properties = new Properties();
        properties.put("prefix", NO_TABLE_PREFIX);
        ProcessEngineConfigurationImpl.initSqlSessionFactoryProperties(properties, NO_TABLE_PREFIX, POSTGRESQL);
        try (var file = Resources.getResourceAsReader(ProcessEngineConfigurationImpl.DEFAULT_MYBATIS_MAPPING_FILE)) {
            var statements = new XMLConfigBuilder(file, null, properties).parse();
            statements.setDefaultExecutorType(ExecutorType.BATCH);
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
