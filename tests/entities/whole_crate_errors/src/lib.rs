mod domain;
mod entity;
mod other;
