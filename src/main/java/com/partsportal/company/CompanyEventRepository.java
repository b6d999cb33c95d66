package com.partsportal.company;

import java.util.UUID;
import org.springframework.data.repository.Repository;

interface CompanyEventRepository extends Repository<CompanyEvent, UUID> {

    CompanyEvent save(CompanyEvent event);
}
