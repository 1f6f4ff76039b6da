lookup!(no rule matches);
