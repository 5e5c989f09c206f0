"""Where a child is protected: the strategy discussion, the safety plan, the section 47 enquiry, orders."""
