package com.partsportal.vendor;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface VendorLogoRepository extends JpaRepository<VendorLogo, UUID> {}
