package com.partsportal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
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
 * The engine's SQL, some forty XML files. Reading them takes a quarter of the whole start, so a thread of their own does it while
 * Spring looks for the beans; the engine is then given the result, which is what it would have read itself, and what {@link ThriftySession} adds.
 */
final class EngineStatements {

    private static final String POSTGRESQL = "postgres";
    private static final String NO_TABLE_PREFIX = "";

    private final FutureTask<Configuration> reading = new FutureTask<>(EngineStatements::read);

    /** Begins to read as soon as there is a context; named in {@code META-INF/spring.factories}. */
    static final class Ahead implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var statements = new EngineStatements();
            context.getBeanFactory().registerSingleton("engineStatements", statements);
            var thread = new Thread(statements.reading, "engine-statements");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * For {@link ProcessEngineConfigurationImpl#setSqlSessionFactory}: takes part in Spring's transactions. Waits for the reading.
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
        try (var file = Resources.getResourceAsReader(ProcessEngineConfigurationImpl.DEFAULT_MYBATIS_MAPPING_FILE);
                var own = Resources.getResourceAsStream(ThriftySession.STATEMENTS)) {
            var statements = new XMLConfigBuilder(file, null, properties).parse();
            new XMLMapperBuilder(own, statements, ThriftySession.STATEMENTS, statements.getSqlFragments()).parse();
            statements.setDefaultExecutorType(ExecutorType.BATCH);
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
